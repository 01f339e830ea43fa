#include "ui/windows/settings/settings_page.h"

#include "ui/style/controls/number_field.h"
#include "ui/style/controls/segmented.h"
#include "ui/style/controls/toggle.h"
#include "ui/style/style.h"
#include "ui/windows/application.h"
#include "ui/windows/bars/button.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/settings/data_sets_folder.h"
#include "ui/windows/settings/keys_page.h"
#include "ui/windows/settings/preferences.h"

#include <QComboBox>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace weft {

namespace {

Preferences& kept()
{
    return Preferences::get();
}

} // namespace

SettingsPage::SettingsPage(Commands* commands, QWidget* window)
    : Overlay(window)
    , m_pages(new QStackedWidget(this))
    , m_close(new Button(Button::Kind::flat, QStringLiteral("close"), {}, this))
{
    setObjectName(QStringLiteral("settings"));
    setAccessibleName(tr("Settings"));
    m_close->setAccessibleName(tr("Close"));
    connect(static_cast<Button*>(m_close), &QAbstractButton::clicked, this, &Overlay::close);
    auto* const sections = new QListWidget(this);
    sections->setAccessibleName(tr("Parts of the settings"));
    sections->setFrameShape(QFrame::NoFrame);
    sections->addItems({tr("Look"), tr("Files"), tr("Keys")});
    m_sections = sections;
    m_pages->addWidget(makeLook());
    m_pages->addWidget(makeFiles());
    m_pages->addWidget(new KeysPage(commands, m_pages));
    connect(sections, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    sections->setCurrentRow(0);
    setFocusProxy(sections);
}

void SettingsPage::showKeys()
{
    static_cast<QListWidget*>(m_sections)->setCurrentRow(2);
    open();
}

void SettingsPage::addRow(QWidget* page, const QString& title, const QString& says, QWidget* control)
{
    const Style& style = Style::get();
    auto* const row = new QHBoxLayout;
    row->setSpacing(style.px(16));
    auto* const words = new QVBoxLayout;
    words->setSpacing(style.px(2));
    auto* const head = new QLabel(title, page);
    head->setFont(style.font(TextRole::label));
    words->addWidget(head);
    if (!says.isEmpty()) {
        auto* const more = new QLabel(says, page);
        more->setFont(style.font(TextRole::secondary));
        more->setForegroundRole(QPalette::PlaceholderText);
        more->setWordWrap(true);
        words->addWidget(more);
    }
    row->addLayout(words, 1);
    control->setAccessibleName(title);
    row->addWidget(control, 0, Qt::AlignVCenter);
    static_cast<QVBoxLayout*>(page->layout())->addLayout(row);
}

QWidget* SettingsPage::makeLook()
{
    auto* const page = new QWidget(m_pages);
    auto* const column = new QVBoxLayout(page);
    column->setSpacing(Style::get().px(18));
    auto* const mode = new Segmented({tr("System"), tr("Light"), tr("Dark")}, page);
    mode->setCurrent(int(Style::get().mode()));
    connect(mode, &Segmented::currentChanged, this, [](int index) {
        static const char* const names[] = {"system", "light", "dark"};
        kept().set(QStringLiteral("theme"), QLatin1String(names[index]));
        Style::get().setMode(Style::Mode(index));
    });
    addRow(page, tr("Theme"), tr("System follows what the desktop shows."), mode);
    auto* const language = new QComboBox(page);
    language->addItem(tr("As the system"), QString());
    language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    language->addItem(QStringLiteral("简体中文"), QStringLiteral("zh_CN"));
    language->setCurrentIndex(std::max(0, language->findData(kept().value(QStringLiteral("language")).toString())));
    connect(language, &QComboBox::activated, this, [language](int index) {
        const QString wish = language->itemData(index).toString();
        kept().set(QStringLiteral("language"), wish.isEmpty() ? QJsonValue() : QJsonValue(wish));
        // Later: all widgets are made anew, this one too.
        QMetaObject::invokeMethod(
            qApp,
            [wish] {
                if (auto* const app = qobject_cast<Application*>(qApp))
                    app->setLanguage(wish);
            },
            Qt::QueuedConnection);
    });
    addRow(page, tr("Language"), tr("Changes at once, without a restart."), language);
    auto* const scale = new NumberField(page);
    scale->setInteger(true);
    scale->setRange(80, 200);
    scale->setUnit(QStringLiteral("%"));
    scale->setDefault(100);
    scale->setValue(Style::get().fontScale() * 100);
    scale->setFixedWidth(Style::get().px(120));
    connect(scale, &NumberField::editingFinished, this, [scale] {
        kept().set(QStringLiteral("fontScale"), scale->value() / 100);
        Style::get().setFontScale(scale->value() / 100);
    });
    addRow(page, tr("Size of text"), tr("Rows and panels grow with it."), scale);
    auto* const contrast = new Toggle(page);
    contrast->setChecked(Style::get().highContrast());
    connect(contrast, &Toggle::toggled, this, [](bool on) {
        kept().set(QStringLiteral("highContrast"), on);
        Style::get().setHighContrast(on);
    });
    addRow(page, tr("High contrast"), tr("Words and lines as clear as can be. Off, it is as the desktop wishes."),
           contrast);
    auto* const motion = new Toggle(page);
    motion->setChecked(Style::get().reducedMotion());
    connect(motion, &Toggle::toggled, this, [](bool on) {
        kept().set(QStringLiteral("reducedMotion"), on);
        Style::get().setReducedMotion(on);
    });
    addRow(page, tr("Reduced motion"), tr("Nothing slides or grows; places change at once."), motion);
    auto* const wires = new Segmented({tr("What fits"), tr("All layers")}, page);
    wires->setCurrent(kept().value(QStringLiteral("wiresListAll")).toBool() ? 1 : 0);
    connect(wires, &Segmented::currentChanged, this,
            [](int index) { kept().set(QStringLiteral("wiresListAll"), index == 1); });
    addRow(page, tr("A wire that ends on nothing lists"), tr("Shift, as it is dropped, lists the other."), wires);
    column->addStretch(1);
    return page;
}

QWidget* SettingsPage::makeFiles()
{
    auto* const page = new QWidget(m_pages);
    auto* const column = new QVBoxLayout(page);
    column->setSpacing(Style::get().px(18));
    auto* const autosave = new Toggle(page);
    autosave->setChecked(kept().value(QStringLiteral("autosave"), true).toBool());
    connect(autosave, &Toggle::toggled, this, [](bool on) { kept().set(QStringLiteral("autosave"), on); });
    addRow(page, tr("Keep a copy for recovery"),
           tr("Written a moment after each change, beside your settings, and offered after a crash. Your file changes "
              "only when you save."),
           autosave);
    auto* const background = new Toggle(page);
    background->setChecked(kept().value(QStringLiteral("leaveTraining"), true).toBool());
    connect(background, &Toggle::toggled, this, [](bool on) { kept().set(QStringLiteral("leaveTraining"), on); });
    addRow(page, tr("Training goes on when the window closes"),
           tr("It is shown again when its project is opened. Else it stops, with a checkpoint."), background);
    auto* const dataSets = new Button(Button::Kind::boxed, {}, {}, page);
    const auto showDataSets = [dataSets] {
        const QString folder = keptDataSets();
        dataSets->setText(folder.isEmpty() ? tr("Choose the folder…") : QDir(folder).dirName());
        dataSets->setToolTip(folder);
    };
    showDataSets();
    connect(dataSets, &QAbstractButton::clicked, this, [this] { askDataSets(window()); });
    connect(&kept(), &Preferences::changed, dataSets, showDataSets);
    addRow(page, tr("Folder of data sets"),
           tr("Where projects find what they name by ${WEFT_DATA}. If that environment variable is set, it counts."),
           dataSets);
    auto* const tour = new Button(Button::Kind::boxed, {}, tr("Forget all settings"), page);
    connect(tour, &QAbstractButton::clicked, this, [this] {
        for (const char* const key : {"theme", "language", "fontScale", "highContrast", "reducedMotion", "wiresListAll", "autosave", "leaveTraining",
                                      "keys.own", "keys.preset", "palette.used", "tour.seen"})
            kept().set(QLatin1String(key), {});
        keepDataSets({});
        Style::get().setMode(Style::Mode::system);
        Style::get().setFontScale(1);
        Style::get().setHighContrast(false);
        Style::get().setReducedMotion(false);
        close();
    });
    addRow(page, tr("Begin again"), tr("Settings are as at first; projects, recent files and layouts stay."), tour);
    column->addStretch(1);
    return page;
}

QRect SettingsPage::placeIn(const QRect& window) const
{
    const Style& style = Style::get();
    const QSize size(std::min(style.px(860), window.width() - style.px(48)),
                     std::min(style.px(600), window.height() - style.px(80)));
    return {QPoint((window.width() - size.width()) / 2, (window.height() - size.height()) / 2), size};
}

void SettingsPage::resizeEvent(QResizeEvent* event)
{
    Overlay::resizeEvent(event);
    const Style& style = Style::get();
    const QRect inner = card().adjusted(1, 1, -1, -1);
    m_close->setGeometry(inner.right() - style.px(40), inner.y() + style.px(10), style.px(28), style.px(28));
    m_sections->setGeometry(inner.x() + style.px(8), inner.y() + style.px(56), style.px(164),
                            inner.height() - style.px(70));
    m_pages->setGeometry(inner.x() + style.px(188), inner.y() + style.px(56), inner.width() - style.px(204),
                         inner.height() - style.px(70));
}

void SettingsPage::paintEvent(QPaintEvent* event)
{
    Overlay::paintEvent(event);
    const Style& style = Style::get();
    QPainter painter(this);
    const QRect inner = card().adjusted(1, 1, -1, -1);
    painter.setFont(style.font(TextRole::title));
    painter.setPen(style.theme().text.primary);
    painter.drawText(QRect(inner.x() + style.px(20), inner.y(), inner.width(), style.px(48)), Qt::AlignVCenter,
                     tr("Settings"));
    painter.fillRect(QRect(inner.x(), inner.y() + style.px(48), inner.width(), 1), style.theme().line.subtle);
    painter.fillRect(QRect(inner.x() + style.px(178), inner.y() + style.px(49), 1, inner.height() - style.px(49)),
                     style.theme().line.subtle);
}

} // namespace weft
