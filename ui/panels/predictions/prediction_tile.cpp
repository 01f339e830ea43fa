#include "ui/panels/predictions/prediction_tile.h"

#include "ui/panels/predictions/sample_values.h"
#include "ui/style/icons.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

struct PredictionsText {
    Q_DECLARE_TR_FUNCTIONS(Predictions)
};

int px(double pixels)
{
    return Style::get().px(pixels);
}

bool isMapAnswer(const SampleValues& values)
{
    return values.kind == "classes" && values.shape.rank() == 3;
}

const SampleValues* shownInput(const Predictions& of)
{
    for (const SampleValues& input : of.inputs) {
        if (input.kind == "image")
            return &input;
    }
    return of.inputs.empty() ? nullptr : &of.inputs.front();
}

void paintPicture(QPainter& painter, const QRect& rect, const QImage& image)
{
    painter.fillRect(rect, theme().surface.inset);
    if (image.isNull())
        return;
    const QSize fitted = image.size().scaled(rect.size(), Qt::KeepAspectRatio);
    const QRect target(rect.center() - QPoint(fitted.width() - 1, fitted.height() - 1) / 2, fitted);
    painter.setRenderHint(QPainter::SmoothPixmapTransform,
                          image.width() > target.width()); // small ones keep their pixels
    painter.drawImage(target, image);
}

void paintText(QPainter& painter, const QRect& rect, TextRole role, const QColor& colour, const QString& text,
               Qt::Alignment alignment = Qt::AlignLeft)
{
    painter.setFont(Style::get().font(role));
    painter.setPen(colour);
    painter.drawText(rect, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

void paintVerdict(QPainter& painter, QRect rect, const QString& truth, bool known, bool right)
{
    if (known) {
        const QColor colour = right ? theme().state.ok : theme().state.error;
        const int size = px(12);
        painter.drawPixmap(rect.x(), rect.y() + (rect.height() - size) / 2,
                           iconPixmap(right ? QStringLiteral("check") : QStringLiteral("close"), colour, size,
                                      painter.device()->devicePixelRatioF()));
        rect.setLeft(rect.left() + px(17));
    }
    paintText(painter, rect, TextRole::bodyStrong, theme().text.primary, truth);
}

// Names get what they need before bars do.
int barWidth(int width, int names)
{
    return std::clamp(width - names - px(26) - px(8), px(24), px(72));
}

void paintBar(QPainter& painter, const QRect& row, int bar, const QString& label, float probability,
              const QColor& colour, bool strong)
{
    const int number = px(26);
    const QRect name(row.x(), row.y(), row.width() - bar - number - px(6), row.height());
    paintText(painter, name, TextRole::secondary, strong ? theme().text.primary : theme().text.secondary, label);
    const int height = px(6);
    const QRectF track(name.right() + 1 + px(6), row.y() + (row.height() - height) / 2.0, bar, height);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().surface.inset);
    painter.drawRoundedRect(track, px(2), px(2));
    const double share = std::isfinite(probability) ? std::clamp(double(probability), 0.0, 1.0) : 0;
    if (share > 0) {
        painter.setBrush(colour);
        painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(std::max(1.0, track.width() * share), height)), px(2),
                                px(2));
    }
    const QString text = std::isfinite(probability) ? QString::number(std::lround(100 * share)) : QStringLiteral("–");
    paintText(painter, QRect(int(track.right()) + 1, row.y(), number, row.height()), TextRole::monoSmall,
              theme().text.primary, text, Qt::AlignRight);
}

// The picture or the values on the left; what remains for the rest.
QRect paintInput(QPainter& painter, const QRect& rect, const Predictions& of, int64_t sample)
{
    const SampleValues* const input = shownInput(of);
    if (!input)
        return rect;
    const QImage image = sampleImage(*input, sample);
    const int size = px(64);
    if (image.isNull())
        return rect;
    paintPicture(painter, {rect.x(), rect.y(), size, size}, image);
    return rect.adjusted(size + px(12), 0, 0, 0);
}

void paintClasses(QPainter& painter, QRect rect, const PredictionTile& tile, const SampleValues& prediction)
{
    const Predictions& of = *tile.of;
    const QRect rest = paintInput(painter, rect, of, tile.sample);
    const int row = px(17);
    const std::vector<Score> scores = topScores(prediction, tile.sample, tile.bars);
    const SampleValues* const truth = truthOf(of, prediction);
    const std::vector<float> known = truth ? sampleNumbers(*truth, tile.sample) : std::vector<float>();
    const int64_t right = known.empty() ? -1 : int64_t(known.front());
    const bool isRight = !scores.empty() && scores[0].classIndex == right;
    QRect line(rest.x(), rest.y(), rest.width(), row);
    const bool picture = rest.x() != rect.x();
    QString title = right >= 0 ? className(*truth, right)
        : scores.empty()       ? QString()
                               : className(prediction, scores[0].classIndex);
    if (!picture && shownInput(of))
        title += QStringLiteral("   ") + sampleText(*shownInput(of), tile.sample);
    paintVerdict(painter, line, title, right >= 0, isRight);
    const QFontMetrics metrics(Style::get().font(TextRole::secondary));
    int names = 0; // of all classes: bars of all tiles and all steps are as long
    for (const std::string& name : prediction.classes)
        names = std::max(names, metrics.horizontalAdvance(QString::fromStdString(name)));
    const int bar = barWidth(rest.width(), names > 0 ? names : px(32));
    for (size_t i = 0; i < scores.size(); ++i) {
        line.translate(0, i == 0 ? row : px(16));
        const bool wins = scores[i].classIndex == right;
        const QColor colour = right < 0 ? theme().accent.line
            : wins                      ? theme().state.ok
            : i == 0                    ? theme().state.error
                                        : theme().line.strong;
        paintBar(painter, line, bar, className(prediction, scores[i].classIndex), scores[i].probability, colour,
                 i == 0);
    }
}

// Input, truth (where there is one) and answer side by side.
void paintPictures(QPainter& painter, const QRect& rect, const PredictionTile& tile, const SampleValues& prediction)
{
    struct Shown {
        QString title;
        QImage image;
    };
    std::vector<Shown> shown;
    const Predictions& of = *tile.of;
    if (const SampleValues* input = shownInput(of))
        shown.push_back({PredictionsText::tr("Input"), sampleImage(*input, tile.sample)});
    if (const SampleValues* truth = truthOf(of, prediction))
        shown.push_back({PredictionsText::tr("Truth"), sampleImage(*truth, tile.sample)});
    shown.push_back({PredictionsText::tr("Answer"),
                     isMapAnswer(prediction) ? sampleImage(likeliest(prediction, tile.sample), 0)
                                             : sampleImage(prediction, tile.sample)});
    int x = rect.x();
    for (const Shown& one : shown) {
        if (one.image.isNull())
            continue;
        paintPicture(painter, {x, rect.y(), px(64), px(64)}, one.image);
        paintText(painter, {x, rect.y() + px(66), px(64), px(16)}, TextRole::secondary, theme().text.secondary,
                  one.title, Qt::AlignHCenter);
        x += px(72);
    }
}

constexpr QChar newLine = u'¶'; // the mono face has it, ⏎ it has not

// Two lines of text, the second with what is wrong in red and underlined.
void paintTokens(QPainter& painter, const QRect& rect, const PredictionTile& tile, const SampleValues& prediction)
{
    const SampleValues answer = likeliest(prediction, tile.sample);
    const SampleValues* const truth = truthOf(*tile.of, prediction);
    const auto shownText = [](QString text) { return text.replace(u'\n', newLine); };
    painter.setFont(Style::get().font(TextRole::mono));
    const QString meant = truth ? shownText(sampleText(*truth, tile.sample)) : QString();
    const QString said = shownText(sampleText(answer, 0));
    int width = std::max(1, painter.fontMetrics().horizontalAdvance(u'0'));
    for (const QChar letter : meant + said) // letters of another face, such as Chinese ones, may be wider
        width = std::max(width, painter.fontMetrics().horizontalAdvance(letter));
    const int fits = std::max(1, rect.width() / width);
    const int from = std::max(0, int(said.size()) - fits); // the end has the longest context
    for (int i = 0; i < fits && from + i < std::max(meant.size(), said.size()); ++i) {
        QRect place(rect.x() + i * width, rect.y(), width, px(18));
        painter.setPen(theme().text.tertiary);
        painter.drawText(place, Qt::AlignCenter, meant.mid(from + i, 1));
        if (from + i >= said.size())
            continue;
        place.translate(0, px(18));
        const bool wrong = from + i < meant.size() && said[from + i] != meant[from + i];
        painter.setPen(wrong                          ? theme().state.error
                           : said[from + i] == newLine ? theme().text.tertiary
                                                       : theme().text.primary);
        painter.drawText(place, Qt::AlignCenter, QString(said[from + i]));
        if (wrong)
            painter.drawLine(place.left(), place.bottom() - px(2), place.right(), place.bottom() - px(2));
    }
}

void paintValues(QPainter& painter, const QRect& rect, const PredictionTile& tile, const SampleValues& prediction)
{
    const QRect rest = paintInput(painter, rect, *tile.of, tile.sample);
    const int row = px(18);
    QRect line(rest.x(), rest.y(), rest.width(), row);
    const auto pair = [&](const QString& name, const QString& value, TextRole role) {
        paintText(painter, line, TextRole::secondary, theme().text.secondary, name);
        paintText(painter, line.adjusted(px(64), 0, 0, 0), role, theme().text.primary, value);
        line.translate(0, row);
    };
    if (const SampleValues* input = shownInput(*tile.of); input && rest.x() == rect.x())
        pair(PredictionsText::tr("Input"), sampleText(*input, tile.sample), TextRole::mono);
    pair(PredictionsText::tr("Answer"), sampleText(prediction, tile.sample), TextRole::mono);
    if (const SampleValues* truth = truthOf(*tile.of, prediction))
        pair(PredictionsText::tr("Truth"), sampleText(*truth, tile.sample), TextRole::mono);
}

} // namespace

void PredictionTile::paint(QPainter& painter, const QRect& rect) const
{
    if (focused) {
        painter.setPen(QPen(theme().accent.line, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(-px(4), -px(4), px(4), px(2)));
    }
    if (of->predictions.empty())
        return;
    const SampleValues& prediction = of->predictions.front();
    if (isMapAnswer(prediction) || prediction.kind == "image")
        paintPictures(painter, rect, *this, prediction);
    else if (prediction.kind == "classes")
        paintClasses(painter, rect, *this, prediction);
    else if (prediction.kind == "tokens")
        paintTokens(painter, rect, *this, prediction);
    else
        paintValues(painter, rect, *this, prediction);
}

QSize PredictionTile::sizeFor(const Predictions& of, size_t bars)
{
    if (of.predictions.empty())
        return {px(200), px(64)};
    const SampleValues& prediction = of.predictions.front();
    if (isMapAnswer(prediction) || prediction.kind == "image")
        return {px(truthOf(of, prediction) ? 208 : 136), px(84)};
    if (prediction.kind == "tokens")
        return {px(480), px(40)};
    if (prediction.kind == "classes")
        return {px(176), std::max(px(64), px(17) * 2 + px(16) * int(bars - 1))};
    return {px(200), px(64)};
}

} // namespace weft
