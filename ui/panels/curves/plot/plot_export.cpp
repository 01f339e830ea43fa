#include "ui/panels/curves/plot/plot_export.h"

#include "engine/storage/publish.h"
#include "ui/background/background.h"
#include "ui/panels/curves/plot/curve_plot.h"
#include "ui/panels/curves/plot/curve_plottable.h"
#include "ui/panels/curves/plot/plot_overlay.h"
#include "ui/style/words.h"

#include <QBuffer>
#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMimeData>
#include <QPointer>
#include <QSvgGenerator>

#include <charconv>
#include <cmath>

namespace weft {

namespace {

constexpr size_t mostRowsToCopy = 1'000'000;
constexpr size_t pieceBytes = size_t(1) << 16;

void paint(CurvePlot& plot, QPaintDevice& device, double scale)
{
    // The cursor belongs to the window, not to the picture.
    const std::optional<double> cursor = plot.cursorAt();
    plot.setCursorAt(std::nullopt);
    QCPPainter painter;
    painter.begin(&device);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.scale(scale, scale);
    plot.toPainter(&painter, plot.width(), plot.height());
    painter.end();
    plot.setCursorAt(cursor);
}

template <class Number> void appendNumber(std::string& text, Number value)
{
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof(buffer), value);
    text.append(buffer, end.ptr);
}

void appendField(std::string& text, const QString& field)
{
    QString quoted = field;
    if (quoted.contains(QRegularExpression(QStringLiteral("[\",\r\n]"))))
        quoted = QLatin1Char('"') + quoted.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
    text += quoted.toStdString();
}

std::string bytesOf(CurvePlot& plot, PlotForm form)
{
    if (form == PlotForm::svg)
        return svgOf(plot).toStdString();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    pngOf(plot).save(&buffer, "PNG");
    return bytes.toStdString();
}

// So that what is written in the background does not grow meanwhile.
CurveTable copied(CurveTable table)
{
    for (PlotLine& line : table.lines) {
        auto curve = std::make_shared<Curve>();
        *curve->steps = *line.curve->steps;
        curve->values = line.curve->values;
        line.curve = std::move(curve);
        line.timeline = std::make_shared<Timeline>(*line.timeline);
    }
    return table;
}

} // namespace

QImage pngOf(CurvePlot& plot, double scale)
{
    QImage image(plot.size() * scale, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    paint(plot, image, scale);
    return image;
}

QByteArray svgOf(CurvePlot& plot)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(plot.size());
    generator.setViewBox(QRect(QPoint(), plot.size()));
    generator.setTitle(plot.title());
    generator.setDescription(plot.summary());
    paint(plot, generator, 1);
    return bytes;
}

CurveTable tableInView(const CurvePlot& plot)
{
    CurveTable table;
    table.firstStep = std::numeric_limits<double>::infinity();
    table.lastStep = -table.firstStep;
    for (PlotLine& line : plot.lines()) {
        if (!line.isVisible || line.curve->isEmpty())
            continue;
        table.firstStep = std::min(table.firstStep, line.timeline->toStep(plot.along(), plot.xRange().low));
        table.lastStep = std::max(table.lastStep, line.timeline->toStep(plot.along(), plot.xRange().high));
        table.lines.push_back(std::move(line));
    }
    return table;
}

size_t CurveTable::rows() const
{
    size_t all = 0;
    for (const PlotLine& line : lines)
        all += line.curve->indexFrom(lastStep + 1) - line.curve->indexFrom(firstStep);
    return all;
}

void writeCsv(const CurveTable& table, const std::function<void(std::string_view)>& write)
{
    std::string text = "step,epoch,seconds";
    std::vector<size_t> next;
    for (const PlotLine& line : table.lines) {
        text += ',';
        appendField(text, line.name);
        next.push_back(line.curve->indexFrom(table.firstStep));
    }
    text += '\n';
    for (;;) {
        int64_t step = std::numeric_limits<int64_t>::max();
        const PlotLine* owner = nullptr;
        for (size_t i = 0; i < next.size(); ++i) {
            const Curve& curve = *table.lines[i].curve;
            if (next[i] < curve.size() && curve.step(next[i]) < step) {
                step = curve.step(next[i]);
                owner = &table.lines[i];
            }
        }
        if (owner == nullptr || double(step) > table.lastStep)
            break;
        appendNumber(text, step);
        for (const Along along : {Along::epoch, Along::seconds}) {
            text += ',';
            appendNumber(text, float(owner->timeline->fromStep(along, double(step))));
        }
        for (size_t i = 0; i < next.size(); ++i) {
            const Curve& curve = *table.lines[i].curve;
            text += ',';
            if (next[i] < curve.size() && curve.step(next[i]) == step)
                appendNumber(text, curve.values[next[i]++]);
        }
        text += '\n';
        if (text.size() >= pieceBytes) {
            write(text);
            text.clear();
        }
    }
    write(text);
}

QString copyPlot(CurvePlot& plot, PlotForm form)
{
    auto data = std::make_unique<QMimeData>();
    if (form == PlotForm::png) {
        data->setImageData(pngOf(plot));
    } else if (form == PlotForm::svg) {
        data->setData(QStringLiteral("image/svg+xml"), svgOf(plot));
    } else {
        const CurveTable table = tableInView(plot);
        if (table.rows() > mostRowsToCopy)
            return QCoreApplication::translate(
                "CurvePlot", "More than a million rows are in view: zoom in, or save them to a file.");
        std::string text;
        writeCsv(table, [&](std::string_view piece) { text += piece; });
        data->setText(QString::fromStdString(text));
        data->setData(QStringLiteral("text/csv"), QByteArray::fromStdString(text));
    }
    QGuiApplication::clipboard()->setMimeData(data.release());
    return {};
}

void savePlot(CurvePlot& plot, PlotForm form, const QString& file, QObject* context,
              std::function<void(const QString& problem)> done)
{
    const auto table = std::make_shared<CurveTable>(form == PlotForm::csv ? copied(tableInView(plot)) : CurveTable());
    const std::string bytes = form == PlotForm::csv ? std::string() : bytesOf(plot, form);
    const QPointer<QObject> guard = context;
    backgroundThreads().start([=, path = file.toStdString()] {
        QString problem;
        try {
            if (form == PlotForm::csv) {
                publishFile(realFileSystem(), path, [&](const ByteSink& sink) {
                    writeCsv(*table, [&](std::string_view piece) { sink(weft::bytesOf(piece)); });
                });
            } else {
                publishFile(realFileSystem(), path, bytes);
            }
        } catch (const Error& error) {
            problem = sentenceOf(error);
        }
        QMetaObject::invokeMethod(qApp, [=] {
            if (guard)
                done(problem);
        });
    });
}

} // namespace weft
