#include "ui/style/category.h"

#include "ui/style/category_patterns.h"
#include "ui/style/style.h"
#include "ui/style/svg_path.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>

#include <algorithm>
#include <array>
#include <utility>

namespace weft {

namespace {

struct Record { // a row of resources/themes/categories.json
    std::string id;
    QByteArray title;
    QColor dark;
    QColor light;
    QPainterPath icon;
    QString pattern;
};

const std::vector<Record>& records()
{
    static const std::vector<Record> all = [] {
        QFile file(QStringLiteral(":/themes/categories.json"));
        [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        std::vector<Record> found;
        for (const QJsonValue& row : QJsonDocument::fromJson(file.readAll()).array()) {
            const auto text = [&row](const char* name) { return row[QLatin1String(name)].toString(); };
            found.push_back({text("id").toStdString(), text("title").toUtf8(), QColor(text("dark")),
                             QColor(text("light")), svgPath(text("icon_path_16")), text("pattern")});
        }
        Q_ASSERT(found.size() == 12);
        return found;
    }();
    return all;
}

// The titles again, where the translator's tool finds them.
[[maybe_unused]] constexpr std::array titles = {
    QT_TRANSLATE_NOOP("weft::Category", "Input & output"), QT_TRANSLATE_NOOP("weft::Category", "Convolution"),
    QT_TRANSLATE_NOOP("weft::Category", "Linear"),         QT_TRANSLATE_NOOP("weft::Category", "Pooling"),
    QT_TRANSLATE_NOOP("weft::Category", "Normalisation"),  QT_TRANSLATE_NOOP("weft::Category", "Activation"),
    QT_TRANSLATE_NOOP("weft::Category", "Regularisation"), QT_TRANSLATE_NOOP("weft::Category", "Attention"),
    QT_TRANSLATE_NOOP("weft::Category", "Recurrent"),      QT_TRANSLATE_NOOP("weft::Category", "Shape & merge"),
    QT_TRANSLATE_NOOP("weft::Category", "Loss & metrics"), QT_TRANSLATE_NOOP("weft::Category", "Blocks"),
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 15> folders = {{
    {"activation", "act"},
    {"attention", "attn"},
    {"convolution", "conv"},
    {"input", "io"},
    {"output", "io"},
    {"linear", "linear"},
    {"loss", "loss"},
    {"metric", "loss"},
    {"math", "shape"},
    {"merge", "shape"},
    {"normalization", "norm"},
    {"pooling", "pool"},
    {"recurrent", "rnn"},
    {"regularization", "reg"},
    {"sampling", "reg"},
}};

std::vector<CategoryLook> makeLooks()
{
    std::vector<CategoryLook> looks;
    QColor ink = theme().surface.panel;
    ink.setAlphaF(0.6f);
    for (const Record& record : records()) {
        const QColor colour = theme().dark ? record.dark : record.light;
        looks.push_back({record.id, colour, record.icon, patternBrush(record.pattern, colour, ink),
                         QCoreApplication::translate("weft::Category", record.title.constData())});
    }
    return looks;
}

} // namespace

const std::vector<std::string>& categoryIds()
{
    static const std::vector<std::string> ids = [] {
        std::vector<std::string> found;
        for (const Record& record : records())
            found.push_back(record.id);
        return found;
    }();
    return ids;
}

std::string_view categoryIdOf(std::string_view category)
{
    for (const auto& [folder, id] : folders) {
        if (folder == category)
            return id;
    }
    for (const Record& record : records()) {
        if (record.id == category)
            return record.id;
    }
    return "io";
}

const CategoryLook& categoryLook(std::string_view category)
{
    static std::vector<CategoryLook> looks;
    static int made = -1;
    if (made != Style::get().generation()) {
        looks = makeLooks();
        made = Style::get().generation();
    }
    const std::string_view id = categoryIdOf(category);
    return *std::ranges::find_if(looks, [id](const CategoryLook& look) { return look.id == id; });
}

void paintCategoryIcon(QPainter& painter, const QRectF& where, std::string_view category, const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(where.topLeft());
    painter.scale(where.width() / 16, where.height() / 16);
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(categoryLook(category).icon);
    painter.restore();
}

} // namespace weft
