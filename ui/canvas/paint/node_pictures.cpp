#include "ui/canvas/paint/node_pictures.h"

#include "ui/canvas/paint/node_painter.h"
#include "ui/canvas/paint/paint_context.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <cmath>

namespace weft {

namespace {

constexpr int framesKept = 30;
constexpr int millisecondsToPaint = 7; // in a frame that must not be late
constexpr double mostStretch = 1.5;
constexpr qreal mostPixels = 4e6; // of one picture; beyond, nodes are painted each time

} // namespace

void NodePictures::clear()
{
    m_nodes.clear();
    m_ports.clear();
    ++m_lookStamp;
}

const NodeLook& NodePictures::look(PaintContext& context, int handle)
{
    const NodeItem& item = context.scene.nodeAt(handle);
    Picture& picture = m_nodes[handle];
    if (!picture.hasLook || picture.lookStamp != m_lookStamp || picture.revision != item.revision) {
        const NodeReport* report = context.document.report({context.scene.scope(), item.id});
        NodeLook look =
            lookOf(item, report, context.problems, context.lifeOf(item), context.badges, context.life.longest);
        look.thawed = item.thawsAfter > 0 && context.life.epochs >= item.thawsAfter;
        if (picture.revision != item.revision)
            picture.image = {};
        picture.base = std::move(look);
        picture.hasLook = true;
        picture.lookStamp = m_lookStamp;
        picture.revision = item.revision;
    }
    m_scratch = picture.base;
    m_scratch.selected = context.isSelected(item);
    m_scratch.target = context.preview.dropNode == item.id;
    return m_scratch;
}

void NodePictures::draw(PaintContext& context, int handle, const NodeLook& look, const QPointF& at)
{
    const NodeItem& item = context.scene.nodeAt(handle);
    const double scale = context.scale();
    const double ratio = context.painter.device()->devicePixelRatioF();
    if (m_style != Style::get().generation()) {
        clear();
        m_style = Style::get().generation();
    }
    const QSizeF size = item.rect.size() + QSizeF(2 * pictureMargin, 2 * pictureMargin);
    const QPointF snapped(std::round(at.x() * ratio) / ratio, std::round(at.y() * ratio) / ratio);
    const auto paint = [&](QPainter& painter) { paintNode(painter, item, look, context.level, scale * ratio, scale); };
    if (size.width() * size.height() * scale * scale * ratio * ratio > mostPixels) {
        context.painter.save();
        context.painter.translate(snapped);
        context.painter.scale(scale, scale);
        paint(context.painter);
        context.painter.restore();
        ++context.counts.pictures;
        return;
    }
    Picture& picture = m_nodes[handle];
    picture.frame = m_frame;
    const bool same = !picture.image.isNull() && picture.painted == look && picture.level == context.level
        && picture.revision == item.revision && picture.ratio == ratio;
    const double stretch = picture.scale > 0 ? scale / picture.scale : 0;
    if (same && (picture.scale == scale || (context.moving && stretch < mostStretch && stretch > 1 / mostStretch))) {
        const QPointF corner = snapped - QPointF(pictureMargin, pictureMargin) * scale;
        if (picture.scale == scale) {
            // Pictures begin at a whole device pixel left of the margin, so that corners stay crisp.
            const double left = std::ceil(pictureMargin * scale * ratio) / ratio;
            context.painter.drawImage(snapped - QPointF(left, left), picture.image);
        } else {
            m_stale = true;
            context.painter.setRenderHint(QPainter::SmoothPixmapTransform);
            context.painter.drawImage(QRectF(corner, size * scale), picture.image);
        }
        return;
    }
    if (m_hurry && m_clock.elapsed() >= millisecondsToPaint) {
        m_stale = true;
        if (!picture.image.isNull() && picture.revision == item.revision) {
            context.painter.drawImage(QRectF(snapped - QPointF(pictureMargin, pictureMargin) * scale, size * scale),
                                      picture.image);
        } else {
            context.painter.fillRect(QRectF(snapped, item.rect.size() * scale),
                                     mixed(colourOf(item), theme().surface.raised, 0.28));
        }
        return;
    }
    const double left = std::ceil(pictureMargin * scale * ratio);
    const QSize pixels(int(std::ceil(item.rect.width() * scale * ratio + 2 * left)),
                       int(std::ceil(item.rect.height() * scale * ratio + 2 * left)));
    picture.image = QImage(pixels, QImage::Format_ARGB32_Premultiplied);
    picture.image.fill(Qt::transparent);
    {
        QPainter painter(&picture.image);
        painter.translate(left, left);
        painter.scale(scale * ratio, scale * ratio);
        paint(painter);
    }
    picture.image.setDevicePixelRatio(ratio);
    picture.painted = look;
    picture.level = context.level;
    picture.revision = item.revision;
    picture.scale = scale;
    picture.ratio = ratio;
    ++context.counts.pictures;
    context.painter.drawImage(snapped - QPointF(left, left) / ratio, picture.image);
}

void NodePictures::drawPort(PaintContext& context, const QPointF& at, PortKind kind, int state, const QColor& wire)
{
    const double ratio = context.painter.device()->devicePixelRatioF();
    const double scale = context.scale() * ratio;
    if (m_portScale != scale || m_style != Style::get().generation()) {
        m_ports.clear();
        m_portScale = scale;
    }
    // Quarter pixels are kept apart, so that ports sit on their wires.
    const QPointF device = at * ratio;
    const QPointF whole(std::floor(device.x()), std::floor(device.y()));
    const int sub = int((device.x() - whole.x()) * 4) * 4 + int((device.y() - whole.y()) * 4);
    const quint64 key =
        quint64(wire.isValid() ? wire.rgba() : 0) << 16 | quint64(kind) << 12 | quint64(state) << 8 | quint64(sub);
    QImage& image = m_ports[key];
    const double radius = std::ceil(13 * scale) + 1;
    if (image.isNull()) {
        image = QImage(int(2 * radius), int(2 * radius), QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.translate(QPointF(radius + (sub / 4) / 4.0, radius + (sub % 4) / 4.0));
        painter.scale(scale, scale);
        paintPort(painter, kind, PortState(state), wire);
        painter.end();
        image.setDevicePixelRatio(ratio);
    }
    context.painter.drawImage((whole - QPointF(radius, radius)) / ratio, image);
    ++context.counts.ports;
}

const QString& NodePictures::totals(PaintContext& context, const FrameItem& frame)
{
    if (m_totalsStamp != m_lookStamp || m_totalsRevision != context.scene.revision()) {
        m_totals.clear();
        m_totalsStamp = m_lookStamp;
        m_totalsRevision = context.scene.revision();
    }
    const auto known = m_totals.constFind(frame.index);
    if (known != m_totals.constEnd())
        return *known;
    double parameters = 0, flops = 0, milliseconds = 0;
    for (const std::string& id : frame.nodes) {
        if (const NodeReport* report = context.document.report({context.scene.scope(), id})) {
            parameters += double(report->parameters);
            flops += report->flops;
            const NodeLife* life = context.life.find(report->path);
            milliseconds += life && life->milliseconds > 0 ? life->milliseconds : 0;
        }
    }
    QStringList words;
    if (parameters > 0)
        words << formatCount(parameters);
    if (flops > 0)
        words << formatFlops(flops);
    if (milliseconds > 0)
        words << formatMilliseconds(milliseconds / 1000);
    return *m_totals.insert(frame.index, words.join(QStringLiteral(" · ")));
}

void NodePictures::beginFrame(bool hurry)
{
    m_hurry = hurry;
    m_clock.start();
}

void NodePictures::endFrame()
{
    ++m_frame;
    if (m_frame % framesKept != 0)
        return;
    for (auto it = m_nodes.begin(); it != m_nodes.end();) {
        if (m_frame - it->frame > framesKept)
            it = m_nodes.erase(it);
        else
            ++it;
    }
}

} // namespace weft
