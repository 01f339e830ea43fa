#include "ui/inspector/block/item_row.h"

#include "ui/style/icons.h"
#include "ui/style/style.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace weft {

ItemRow::ItemRow(const QString& name, const QString& what, bool first, bool last, QWidget* parent)
    : QWidget(parent)
    , m_name(new QLineEdit(name, this))
{
    const Style& style = Style::get();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(style.px(12), style.px(2), style.px(8), style.px(2));
    row->setSpacing(style.px(4));
    m_name->setAccessibleName(tr("Name of %1").arg(what));
    m_name->setFixedWidth(style.px(96));
    row->addWidget(m_name);
    auto* words = new QLabel(what, this);
    words->setFont(style.font(TextRole::monoSmall));
    words->setForegroundRole(QPalette::PlaceholderText);
    words->setMinimumWidth(1);
    words->setToolTip(what);
    row->addWidget(words, 1);
    const auto tool = [&](const char* picture, const QString& toolTip) {
        auto* button = new QToolButton(this);
        button->setIcon(icon(QLatin1String(picture)));
        button->setToolTip(toolTip);
        button->setAccessibleName(toolTip);
        button->setFixedSize(style.px(24), style.px(24));
        row->addWidget(button);
        return button;
    };
    QToolButton* up = tool("chevron-up", tr("Move up"));
    QToolButton* down = tool("chevron-down", tr("Move down"));
    QToolButton* away = tool("trash", tr("Remove"));
    up->setEnabled(!first);
    down->setEnabled(!last);
    connect(up, &QToolButton::clicked, this, [this] { emit moveAsked(-1); });
    connect(down, &QToolButton::clicked, this, [this] { emit moveAsked(1); });
    connect(away, &QToolButton::clicked, this, &ItemRow::removeAsked);
    connect(m_name, &QLineEdit::editingFinished, this, [this, name] {
        if (m_name->isModified() && m_name->text() != name) {
            m_name->setModified(false);
            emit renamed(m_name->text().trimmed());
        }
    });
}

} // namespace weft
