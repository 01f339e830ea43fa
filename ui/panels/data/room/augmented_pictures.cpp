#include "ui/panels/data/room/augmented_pictures.h"

#include "engine/data/batches/augment.h"
#include "engine/support/error.h"
#include "ui/background/background.h"
#include "ui/panels/data/stored_sample.h"
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
    SampleValues values = storedValues(column, sample);
    std::vector<QImage> pictures {sampleImage(values, 0)};
    const std::vector<std::byte> stored = values.bytes;
    const Augmenter augmenter(view.variation, seed);
    Augmenter::Scratch scratch;
    augmenter.reserve(scratch);
    for (uint32_t epoch = 0; epoch < epochs; ++epoch) {
        const std::span<const std::byte> varied = augmenter.apply(shown, stored, epoch, sample, scratch);
        values.bytes.assign(varied.begin(), varied.end());
        pictures.push_back(sampleImage(values, 0));
    }
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
    const Wish wish {view, view ? sample : -1, seed};
    if (wish == m_wish)
        return;
    m_wish = wish;
    if (!view)
        return take({});
    inBackground(
        this,
        [view, wish]() -> std::vector<QImage> {
            try {
                return picturesOf(*view, wish.sample, wish.seed);
            } catch (const Error&) { // a file that went away: nothing is shown
                return {};
            }
        },
        [this, wish](std::vector<QImage> pictures) {
            if (wish == m_wish)
                take(std::move(pictures));
        });
}

void AugmentedPictures::take(std::vector<QImage> pictures)
{
    m_pictures = std::move(pictures);
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
