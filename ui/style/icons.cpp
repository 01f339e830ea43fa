#include "ui/style/icons.h"

#include "ui/style/style.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <utility>

namespace weft {

namespace {

QString pathOf(const QString& name)
{
    return QStringLiteral(":/icons/%1.svg").arg(name);
}

class ThemeIcon : public QIconEngine {
public:
    explicit ThemeIcon(QString name)
        : m_name(std::move(name))
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const double ratio = painter->device()->devicePixelRatio();
        const int size = qMin(rect.width(), rect.height());
        const QPixmap drawn = iconPixmap(m_name, colour(mode, state), size, ratio);
        painter->drawPixmap(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2, drawn);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return iconPixmap(m_name, colour(mode, state), qMin(size.width(), size.height()), 1);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, double scale) override
    {
        // Here `size` is in device pixels.
        return iconPixmap(m_name, colour(mode, state), qRound(qMin(size.width(), size.height()) / scale), scale);
    }
    QIconEngine* clone() const override { return new ThemeIcon(m_name); }
    QString key() const override { return QStringLiteral("weft"); }

private:
    static QColor colour(QIcon::Mode mode, QIcon::State state)
    {
        QColor found = state == QIcon::On                      ? theme().accent.line
            : mode == QIcon::Active || mode == QIcon::Selected ? theme().text.primary
                                                               : theme().text.secondary;
        if (mode == QIcon::Disabled) {
            found = theme().text.tertiary;
            found.setAlphaF(0.5f);
        }
        return found;
    }

    QString m_name;
};

} // namespace

bool hasIcon(const QString& name)
{
    return QFile::exists(pathOf(name));
}

QIcon icon(const QString& name)
{
    Q_ASSERT_X(hasIcon(name), "icon", qPrintable(name));
    return QIcon(new ThemeIcon(name));
}

QPixmap iconPixmap(const QString& name, const QColor& colour, int size, double devicePixelRatio)
{
    const QString key =
        QStringLiteral("weft-icon/%1/%2/%3/%4").arg(name).arg(colour.rgba(), 0, 16).arg(size).arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const int side = qMax(1, qCeil(size * devicePixelRatio));
    pixmap = QPixmap(side, side);
    pixmap.fill(Qt::transparent);
    QFile file(pathOf(name));
    if (file.open(QIODevice::ReadOnly)) {
        QByteArray drawing = file.readAll();
        drawing.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
        QSvgRenderer renderer(drawing);
        QPainter painter(&pixmap);
        painter.setOpacity(colour.alphaF());
        renderer.render(&painter, QRectF(0, 0, side, side));
    }
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace weft
