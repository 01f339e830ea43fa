#include "engine/data/unmet.h"

#include "engine/support/printable.h"

#include <algorithm>
#include <set>

namespace weft {

namespace {

constexpr int mostWords = 3; // that are named

} // namespace

std::string unmetWords(const std::vector<Unmet>& all, const std::string& column)
{
    std::string text;
    int count = 0;
    for (const Unmet& one : all) {
        if (one.column != column || one.word.empty() || ++count > mostWords)
            continue;
        text += (count == 1 ? "“" : ", “") + printable(one.word, 40) + "”"
            + (one.place.empty() ? "" : " (" + one.place + ")");
    }
    return count > mostWords ? text + " and " + std::to_string(count - mostWords) + " more" : text;
}

std::vector<std::string> saysUnmet(const std::vector<Unmet>& all)
{
    std::vector<std::string> sentences;
    std::set<std::string> said;
    for (const Unmet& one : all) {
        if (!said.insert(one.column).second)
            continue;
        const std::string named = "“" + printable(one.column) + "”";
        const std::string words = unmetWords(all, one.column);
        sentences.push_back(words.empty() ? "The data has no column " + named + " any more; it counts as missing."
                                          : "The column " + named + " has what the data of the training did not have: "
                                    + words + "; that counts as missing.");
    }
    return sentences;
}

} // namespace weft
