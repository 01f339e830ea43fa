#include "ui/panels/data/room/augmented_pictures.h"

#include "engine/data/batches/augment.h"
#include "engine/support/error.h"
#include "ui/panels/predictions/sample_values.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QPainter>

namespace weft {

namespace {

constexpr int epochs = 8;
constexpr double side = 72, gap = 12, caption = 20;

std::vector<QImage> picturesOf(const DataView& view, int64_t sample, uint64_t seed)
{
    const int shown = view.shownColumn();
    if (shown < 0 || sample < 0 || sample >= view.prepared.data.size)
        return {};
    const Column& column = view.prepared.data.columns[size_t(shown)];
    SampleValues values {
        .node = column.name, .kind = std::string(name(column.kind)), .dtype = column.dtype, .shape = column.shape};
    const auto image = [&values](std::span<const std::byte> bytes) {
        values.bytes.assign(bytes.begin(), bytes.end());
        return sampleImage(values, 0);
    };
    const Augmenter augmenter(view.prepared, seed);
    Augmenter::Scratch scratch;
    augmenter.reserve(scratch);
    std::vector<std::byte> read;
    const std::span<const std::byte> stored = storedSample(column, sample, read);
    std::vector<QImage> pictures {image(stored)};
    for (uint32_t epoch = 0; epoch < epochs; ++epoch)
        pictures.push_back(image(augmenter.apply(shown, stored, epoch, sample, scratch)));
    return pictures;
}

} // namespace

AugmentedPictures::AugmentedPictures(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("A picture as the first epochs see it"));
    connect(&Style::get(), &Style::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void AugmentedPictures::show(const std::shared_ptr<const DataView>& view, int64_t sample, uint64_t seed)
{
    m_pictures.clear();
    try {
        if (view)
            m_pictures = picturesOf(*view, sample, seed);
    } catch (const Error&) { // a file that went away: nothing is shown
    }
    setVisible(!m_pictures.empty());
    update();
}

QSize AugmentedPictures::sizeHint() const
{
    const Style& style = Style::get();
    return {style.px((epochs + 1) * (side + gap) + 2 * gap), style.px(side + caption)};
}

QSize AugmentedPictures::minimumSizeHint() const
{
    return {Style::get().px(2 * (side + gap)), sizeHint().height()};
}

void AugmentedPictures::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    QPainter painter(this);
    const int edge = style.px(side), apart = style.px(gap);
    int x = apart;
    for (size_t i = 0; i < m_pictures.size() && x + edge <= width(); ++i) {
        const QImage& picture = m_pictures[i];
        const QRect place(x, 0, edge, edge);
        const QSize fits = picture.size().scaled(place.size(), Qt::KeepAspectRatio);
        QRect inside({}, fits);
        inside.moveCenter(place.center());
        painter.setRenderHint(QPainter::SmoothPixmapTransform, picture.width() > edge);
        painter.drawImage(inside, picture);
        if (i == 0)
            paintBox(painter, place.adjusted(-1, -1, 1, 1), {}, theme().accent.line, style.px(2));
        painter.setFont(style.font(TextRole::small));
        painter.setPen(theme().text.secondary);
        paintElided(painter, QRect(x, edge, edge, style.px(caption)), Qt::AlignCenter,
                    i == 0 ? tr("As stored") : tr("Epoch %1").arg(i));
        x += edge + apart;
        if (i == 0) { // what is stored stands apart
            painter.fillRect(x, style.px(4), 1, edge - style.px(8), theme().line.subtle);
            x += apart;
        }
    }
}

} // namespace weft
