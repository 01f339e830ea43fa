#include "ui/windows/overlays/command_palette.h"

#include "ui/style/controls/search_field.h"
#include "ui/style/style.h"
#include "ui/windows/bars/keycap.h"
#include "ui/windows/main_window.h"
#include "ui/windows/overlays/palette_entries.h"
#include "ui/windows/overlays/palette_list.h"
#include "ui/windows/settings/preferences.h"

#include <QJsonArray>
#include <QListView>
#include <QPainter>
#include <QScrollBar>

namespace weft {

CommandPalette::CommandPalette(MainWindow* window)
    : Overlay(window)
    , m_window(window)
    , m_field(new SearchField(tr("Search commands, layers, panels, projects"), this))
    , m_list(new QListView(this))
    , m_model(new PaletteModel(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Command palette"));
    setFocusProxy(m_field);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("What was found"));
    m_list->viewport()->setAutoFillBackground(false);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_field, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(m_field, &SearchField::escaped, this, &Overlay::close);
    connect(m_field, &SearchField::moved, this, [this](int rows) {
        const int row = std::clamp(m_list->currentIndex().row() + rows, 0, std::max(0, m_model->rowCount() - 1));
        m_list->setCurrentIndex(m_model->index(row));
    });
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
}

void CommandPalette::ask()
{
    m_field->clear();
    search({});
    open();
    m_field->setFocus();
}

void CommandPalette::search(const QString& text)
{
    m_model->set(paletteEntries(*m_window, text));
    m_list->setCurrentIndex(m_model->index(0));
    m_list->scrollToTop();
    update();
}

void CommandPalette::run()
{
    if (!m_list->currentIndex().isValid())
        return;
    const PaletteEntry entry = m_model->at(m_list->currentIndex().row());
    if (!entry.whyNot.isEmpty())
        return;
    close();
    if (!entry.id.isEmpty()) {
        QJsonArray used = Preferences::get().value(QStringLiteral("palette.used")).toArray();
        for (qsizetype i = used.size(); i-- > 0;)
            if (used[i].toString() == entry.id)
                used.removeAt(i);
        used.prepend(entry.id);
        while (used.size() > 12)
            used.removeLast();
        Preferences::get().set(QStringLiteral("palette.used"), used);
    }
    entry.run();
}

QRect CommandPalette::placeIn(const QRect& window) const
{
    const Style& style = Style::get();
    const int width = std::min(style.px(640), window.width() - style.px(40));
    const int height = std::min(style.px(460), window.height() - style.px(120));
    return {(window.width() - width) / 2, style.px(48), width, height};
}

void CommandPalette::resizeEvent(QResizeEvent* event)
{
    Overlay::resizeEvent(event);
    const Style& style = Style::get();
    const QRect inner = card().adjusted(1, 1, -1, -1);
    m_field->setGeometry(inner.x() + style.px(8), inner.y() + style.px(8), inner.width() - style.px(16), style.px(28));
    const int top = inner.y() + style.px(44);
    m_list->setGeometry(inner.x(), top, inner.width(), inner.bottom() - top - style.px(30));
}

void CommandPalette::paintEvent(QPaintEvent* event)
{
    Overlay::paintEvent(event);
    const Style& style = Style::get();
    const Theme& colours = style.theme();
    QPainter painter(this);
    const QRect inner = card().adjusted(1, 1, -1, -1);
    painter.fillRect(QRect(inner.x(), inner.y() + style.px(43), inner.width(), 1), colours.line.subtle);
    const QRect foot(inner.x(), inner.bottom() - style.px(30), inner.width(), style.px(30));
    painter.fillRect(QRect(foot.x(), foot.y(), foot.width(), 1), colours.line.subtle);
    painter.setFont(style.font(TextRole::secondary));
    int x = foot.x() + style.px(12);
    const auto hint = [&](const QString& key, const QString& text) {
        const QSize cap = keycapSize(key);
        paintKeycap(painter, QRect(QPoint(x, foot.center().y() - cap.height() / 2 + 1), cap), key);
        x += cap.width() + style.px(6);
        painter.setPen(colours.text.secondary);
        painter.drawText(QRect(x, foot.y(), foot.width(), foot.height()), Qt::AlignVCenter, text);
        x += painter.fontMetrics().horizontalAdvance(text) + style.px(16);
    };
    hint(QStringLiteral("Enter"), tr("do it"));
    hint(QStringLiteral("Esc"), tr("close"));
    painter.setPen(colours.text.secondary);
    painter.drawText(foot.adjusted(0, 0, -style.px(12), 0), Qt::AlignVCenter | Qt::AlignRight,
                     tr("%n found", nullptr, m_model->rowCount()));
    if (m_model->rowCount() == 0) {
        painter.setFont(style.font(TextRole::body));
        painter.drawText(m_list->geometry(), Qt::AlignCenter, tr("Nothing is called that."));
    }
}

} // namespace weft
