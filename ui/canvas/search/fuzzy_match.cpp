#include "ui/canvas/search/fuzzy_match.h"

#include <algorithm>
#include <limits>

namespace weft {

namespace {

constexpr int runBonus = 16;
constexpr int textStartBonus = 18;
constexpr int wordStartBonus = 14;
constexpr int numberStartBonus = 8;
constexpr int letter = 4;
constexpr int gapBefore = -1;
constexpr int gapInside = -2;
constexpr int gapAfter = -1;
constexpr int wholeText = 24;
constexpr int impossible = std::numeric_limits<int>::min() / 2;
constexpr qsizetype longest = 256; // nobody names a layer longer than this; the table stays small

bool isSeparator(QChar c)
{
    return !c.isLetterOrNumber();
}

int bonusAt(QStringView text, qsizetype i)
{
    if (i == 0)
        return textStartBonus;
    const QChar before = text[i - 1];
    const QChar here = text[i];
    if (isSeparator(before) || (before.isLower() && here.isUpper()) || here.script() == QChar::Script_Han)
        return wordStartBonus;
    return before.isLetter() && here.isDigit() ? numberStartBonus : 0;
}

struct Cell {
    int ending = impossible; // the best where this letter stands here
    int best = impossible; // the best with this letter here or earlier
    bool run = false; // `ending` continues a run
};

// Letters that neither start a word nor continue a run.
int scattered(QStringView text, const std::vector<int>& positions)
{
    int count = 0;
    for (size_t i = 0; i < positions.size(); ++i) {
        const bool run = i > 0 && positions[i - 1] + 1 == positions[i];
        count += !run && bonusAt(text, positions[i]) == 0 ? 1 : 0;
    }
    return count;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text)
{
    std::vector<QChar> letters;
    for (const QChar c : pattern.left(longest)) {
        if (!isSeparator(c))
            letters.push_back(c.toCaseFolded());
    }
    text = text.left(longest);
    const size_t rows = letters.size();
    const size_t columns = size_t(text.size());
    if (rows == 0)
        return FuzzyMatch {};
    if (rows > columns)
        return std::nullopt;

    std::vector<Cell> table(rows * columns);
    const auto cell = [&](size_t row, size_t column) -> Cell& { return table[row * columns + column]; };
    for (size_t row = 0; row < rows; ++row) {
        const int gap = row + 1 == rows ? gapAfter : gapInside;
        int best = impossible;
        for (size_t column = 0; column < columns; ++column) {
            Cell& here = cell(row, column);
            if (text[qsizetype(column)].toCaseFolded() == letters[row]) {
                const int bonus = letter + bonusAt(text, qsizetype(column));
                if (row == 0) {
                    here.ending = bonus + std::max(int(column) * gapBefore, 8 * gapBefore);
                } else if (column > 0) {
                    const Cell& before = cell(row - 1, column - 1);
                    const int jump = before.best == impossible ? impossible : before.best + bonus;
                    const int run = before.ending == impossible ? impossible : before.ending + letter + runBonus;
                    here.ending = std::max(jump, run);
                    here.run = run >= jump && run != impossible;
                }
            }
            best = std::max(best == impossible ? impossible : best + gap, here.ending);
            here.best = best;
        }
    }
    if (table.back().best == impossible)
        return std::nullopt;

    FuzzyMatch match = {.score = table.back().best, .positions = std::vector<int>(rows)};
    bool mustEndHere = false;
    for (size_t row = rows, column = columns; row-- > 0;) {
        do {
            --column;
        } while (!mustEndHere && cell(row, column).ending != cell(row, column).best);
        match.positions[row] = int(column);
        mustEndHere = cell(row, column).run;
    }
    if (scattered(text, match.positions) > std::max(1, int(rows) / 2))
        return std::nullopt;
    if (rows == size_t(std::ranges::count_if(text, [](QChar c) { return !isSeparator(c); })))
        match.score += wholeText;
    return match;
}

} // namespace weft
