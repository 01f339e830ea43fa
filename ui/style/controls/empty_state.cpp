#include "ui/style/controls/empty_state.h"

#include "ui/style/icons.h"
#include "ui/style/style.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace weft {

namespace {

QLabel* label(QWidget* parent)
{
    auto* made = new QLabel(parent);
    made->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    made->setWordWrap(true);
    return made;
}

// How narrow the words may be set in as few lines as at that width: so that no last line has a single word.
int narrowest(const QLabel& words, int wide)
{
    const int high = words.heightForWidth(wide);
    int fits = wide, tooNarrow = wide / 2;
    while (fits - tooNarrow > 1) {
        const int middle = (fits + tooNarrow) / 2;
        (words.heightForWidth(middle) <= high ? fits : tooNarrow) = middle;
    }
    return fits;
}

} // namespace

EmptyState::EmptyState(const QString& icon, const QString& title, const QString& text, QWidget* parent)
    : QWidget(parent)
    , m_icon(icon)
    , m_title(label(this))
    , m_text(label(this))
    , m_button(new QPushButton(this))
{
    m_button->hide();
    connect(&Style::get(), &Style::changed, this, &EmptyState::layOut);
    setTexts(title, text);
}

void EmptyState::setTexts(const QString& title, const QString& text)
{
    m_title->setText(title);
    m_text->setText(text);
    layOut();
}

QPushButton* EmptyState::setButton(const QString& text)
{
    m_button->setText(text);
    m_button->setVisible(!text.isEmpty());
    layOut();
    return m_button;
}

// By hand, since the whole stands in the middle and shrinks to nothing with its panel.
void EmptyState::layOut()
{
    const Style& style = Style::get();
    m_title->setFont(style.font(TextRole::bodyStrong));
    m_text->setFont(style.font(TextRole::body));
    QPalette words = palette();
    words.setColor(QPalette::WindowText, theme().text.primary);
    m_title->setPalette(words);
    words.setColor(QPalette::WindowText, theme().text.tertiary);
    m_text->setPalette(words);
    const int wide = std::clamp(width() - style.px(24), 1, style.px(240));
    const int lines = narrowest(*m_text, wide);
    const int titleHigh = m_title->heightForWidth(wide), textHigh = m_text->heightForWidth(wide);
    const bool button = !m_button->text().isEmpty();
    const QSize buttonSize = button ? m_button->sizeHint() : QSize(0, 0);
    const int above = style.px(24 + 8);
    const int all = above + titleHigh + style.px(4) + textHigh + (button ? style.px(12) + buttonSize.height() : 0);
    int y = std::max(style.px(8), (height() - all) / 2) + above;
    const int x = (width() - wide) / 2;
    m_title->setGeometry(x, y, wide, titleHigh);
    y += titleHigh + style.px(4);
    m_text->setGeometry((width() - lines) / 2, y, lines, textHigh);
    y += textHigh + style.px(12);
    if (button)
        m_button->setGeometry((width() - buttonSize.width()) / 2, y, buttonSize.width(), buttonSize.height());
    update();
}

void EmptyState::resizeEvent(QResizeEvent*)
{
    layOut();
}

void EmptyState::paintEvent(QPaintEvent*)
{
    const int side = Style::get().px(24);
    QPainter(this).drawPixmap((width() - side) / 2, m_title->y() - Style::get().px(8) - side,
                              iconPixmap(m_icon, theme().text.tertiary, side, devicePixelRatio()));
}

} // namespace weft
