#include "ui/windows/settings/keys_page.h"

#include "ui/style/controls/search_field.h"
#include "ui/style/style.h"
#include "ui/style/words.h"
#include "ui/windows/bars/button.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/settings/key_presets.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace weft {

namespace {

QString plainTitle(const QAction* action)
{
    return withoutKeyMark(action->text());
}

} // namespace

KeysPage::KeysPage(Commands* commands, QWidget* parent)
    : QWidget(parent)
    , m_commands(commands)
    , m_list(new QTreeWidget(this))
    , m_edit(new QKeySequenceEdit(this))
    , m_reset(new Button(Button::Kind::boxed, QStringLiteral("reset"), tr("Reset"), this))
    , m_conflict(new QLabel(this))
{
    const Style& style = Style::get();
    auto* const column = new QVBoxLayout(this);
    column->setSpacing(style.px(8));
    auto* const top = new QHBoxLayout;
    auto* const search = new SearchField(tr("Search commands"), this);
    connect(search, &QLineEdit::textChanged, this, &KeysPage::fill);
    top->addWidget(search, 1);
    auto* const preset = new QComboBox(this);
    preset->setAccessibleName(tr("Keys of which program"));
    for (const QString& each : keyPresets())
        preset->addItem(tr("Keys of %1").arg(keyPresetTitle(each)), each);
    preset->setCurrentIndex(std::max(0, preset->findData(Commands::preset())));
    connect(preset, &QComboBox::activated, this,
            [this, preset](int index) { m_commands->setPreset(preset->itemData(index).toString()); });
    top->addWidget(preset);
    column->addLayout(top);
    m_list->setAccessibleName(tr("Commands and their keys"));
    m_list->setColumnCount(2);
    m_list->setHeaderLabels({tr("Command"), tr("Key")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::Fixed);
    m_list->header()->resizeSection(1, style.px(180));
    m_list->header()->setStretchLastSection(false);
    column->addWidget(m_list, 1);
    auto* const bottom = new QHBoxLayout;
    auto* const label = new QLabel(tr("New key"), this);
    label->setBuddy(m_edit);
    m_edit->setAccessibleName(tr("New key"));
    m_edit->setFixedWidth(style.px(180));
    bottom->addWidget(label);
    bottom->addWidget(m_edit);
    bottom->addWidget(m_reset);
    bottom->addStretch(1);
    column->addLayout(bottom);
    m_conflict->setWordWrap(true);
    m_conflict->setFont(style.font(TextRole::body));
    m_conflict->setMinimumHeight(style.px(34));
    column->addWidget(m_conflict);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &KeysPage::showCurrent);
    connect(m_edit, &QKeySequenceEdit::editingFinished, this, &KeysPage::take);
    connect(static_cast<Button*>(m_reset), &QAbstractButton::clicked, this, [this] {
        if (!currentId().isEmpty())
            m_commands->resetKey(currentId());
    });
    connect(m_commands, &Commands::keysChanged, this, &KeysPage::readKeys);
    fill({});
}

void KeysPage::fill(const QString& filter)
{
    m_filling = true;
    m_list->clear();
    QString category;
    for (QAction* const action : m_commands->all()) {
        const QString title =
            Commands::categoryTitle(Commands::categoryOf(action)) + QStringLiteral(" · ") + plainTitle(action);
        if (!title.contains(filter, Qt::CaseInsensitive))
            continue;
        auto* const item = new QTreeWidgetItem(m_list, {title, {}});
        item->setData(0, Qt::UserRole, action->objectName());
    }
    m_filling = false;
    readKeys();
    if (m_list->topLevelItemCount())
        m_list->setCurrentItem(m_list->topLevelItem(0));
}

void KeysPage::readKeys()
{
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        QTreeWidgetItem* const item = m_list->topLevelItem(row);
        const QString id = item->data(0, Qt::UserRole).toString();
        if (const QAction* const action = m_commands->action(id)) {
            item->setText(1, action->shortcut().toString(QKeySequence::NativeText));
            QFont font = Style::get().font(TextRole::mono);
            font.setBold(m_commands->isOwnKey(id));
            item->setFont(1, font);
        }
    }
    showCurrent();
}

QString KeysPage::currentId() const
{
    return m_list->currentItem() ? m_list->currentItem()->data(0, Qt::UserRole).toString() : QString();
}

void KeysPage::showCurrent()
{
    if (m_filling)
        return;
    const QString id = currentId();
    const QAction* const action = m_commands->action(id);
    m_edit->setEnabled(action);
    m_reset->setEnabled(action && m_commands->isOwnKey(id));
    const QSignalBlocker quiet(m_edit);
    m_edit->setKeySequence(action ? action->shortcut() : QKeySequence());
    m_conflict->clear();
    if (!action)
        return;
    for (const QAction* const other : m_commands->conflicts(id, action->shortcut()))
        m_conflict->setText(
            tr("“%1” has this key too: neither can be reached by it in the same place.").arg(plainTitle(other)));
}

void KeysPage::take()
{
    const QString id = currentId();
    const QAction* const action = m_commands->action(id);
    if (!action || m_edit->keySequence() == action->shortcut())
        return;
    const std::vector<QAction*> others = m_commands->conflicts(id, m_edit->keySequence());
    const QString key = m_edit->keySequence().toString(QKeySequence::NativeText);
    QString told;
    for (QAction* const other : others) { // the newest wish counts: the other gives its key up
        told = tr("%1 was the key of “%2”, which has none now.").arg(key, plainTitle(other));
        m_commands->setKey(other->objectName(), {});
    }
    m_commands->setKey(id, m_edit->keySequence());
    if (!told.isEmpty())
        m_conflict->setText(told);
}

} // namespace weft
