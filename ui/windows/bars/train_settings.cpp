#include "ui/windows/bars/train_settings.h"

#include "ui/session/session.h"
#include "ui/style/controls/number_field.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"
#include "ui/windows/bars/button.h"
#include "ui/windows/projects/studio.h"

#include <QComboBox>
#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>

#include <limits>

namespace weft {

namespace {

constexpr double mostBatch = 1e6;

double asWritten(double rate) // to as many digits as a person would write, and the field has room for
{
    return QString::number(rate, 'g', 4).toDouble();
}

// The rate before the schedule with which it is so large now.
double rateBefore(const Session& session, double rate)
{
    const double base = session.plan().learningRate;
    const double now = double(session.last().learningRate);
    if (!(base > 0) || !(now > 0) || float(base) == float(now))
        return rate;
    return asWritten(rate * base / now);
}

} // namespace

TrainSettings::TrainSettings(QWidget* parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_rate(new NumberField(this))
    , m_batch(new NumberField(this))
    , m_precision(new QComboBox(this))
    , m_more(new Button(Button::Kind::flat, QStringLiteral("settings"), {}, this))
    , m_rest(new QFrame(this, Qt::Popup))
    , m_restGrid(new QGridLayout(m_rest))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    static_cast<QFrame*>(m_rest)->setFrameStyle(QFrame::StyledPanel);
    m_rest->setObjectName(QStringLiteral("moreSettings"));
    m_rate->setForm(NumberField::Form::rate);
    m_rate->setRange(0, std::numeric_limits<double>::infinity());
    m_batch->setInteger(true);
    m_batch->setRange(1, mostBatch);
    for (const char* const precision : {"f32", "tf32", "bf16", "f16"})
        m_precision->addItem(QString::fromLatin1(precision));
    add(0, tr("Learning rate"), m_rate);
    add(1, tr("Batch"), m_batch);
    add(2, tr("Precision"), m_precision);
    m_more->setObjectName(QStringLiteral("moreSettingsButton"));
    m_more->setAccessibleName(tr("Learning rate, batch and precision"));
    m_more->setToolTip(m_more->accessibleName());
    connect(m_more, &QAbstractButton::clicked, this, &TrainSettings::open);
    connect(m_rate, &NumberField::editingFinished, this, &TrainSettings::setRate);
    connect(m_batch, &NumberField::editingFinished, this, &TrainSettings::setBatch);
    connect(m_precision, &QComboBox::activated, this, [this] {
        m_studio->changeTraining(tr("Change the precision"), [this](TrainingSection& training) {
            training.precision = m_precision->currentText().toStdString();
        });
    });
    setRoom(Room::all);
    restyle();
}

void TrainSettings::add(size_t place, const QString& name, QWidget* field)
{
    auto* const label = new QLabel(name, this);
    label->setBuddy(field);
    field->setAccessibleName(name);
    m_all[place] = {label, field};
}

void TrainSettings::setRoom(Room room)
{
    const int shown = room == Room::all ? int(m_all.size()) : room == Room::rate ? 1 : 0;
    if (shown == m_shown)
        return;
    m_shown = shown;
    m_rest->hide();
    for (int i = 0; i < int(m_all.size()); ++i) {
        const Setting& setting = m_all[size_t(i)];
        if (i < shown) {
            m_row->addWidget(setting.label);
            m_row->addWidget(setting.field);
        } else {
            m_restGrid->addWidget(setting.label, i, 0);
            m_restGrid->addWidget(setting.field, i, 1);
        }
        setting.label->show();
        setting.field->show();
    }
    m_row->addWidget(m_more);
    m_more->setVisible(shown < int(m_all.size()));
}

void TrainSettings::open()
{
    m_rest->adjustSize();
    const QPoint below = m_more->mapToGlobal(QPoint(0, m_more->height() + Style::get().px(4)));
    const QWidget* const all = window();
    const int right = all->mapToGlobal(QPoint(all->width(), 0)).x() - Style::get().px(8);
    m_rest->move(std::min(below.x(), right - m_rest->width()), below.y());
    m_rest->show();
    for (const Setting& setting : m_all)
        if (m_rest->isAncestorOf(setting.field) && setting.field->isEnabled())
            return setting.field->setFocus(Qt::PopupFocusReason);
}

void TrainSettings::restyle()
{
    const Style& style = Style::get();
    m_row->setSpacing(style.px(8));
    const int edge = style.px(12);
    m_restGrid->setContentsMargins(edge, edge, edge, edge);
    m_restGrid->setHorizontalSpacing(style.px(16));
    m_restGrid->setVerticalSpacing(style.px(8));
    m_rate->setFixedSize(style.px(78), style.px(24));
    m_batch->setFixedSize(style.px(64), style.px(24));
    m_precision->setFont(style.font(TextRole::mono));
    m_precision->setFixedSize(style.px(78), style.px(24));
    for (const Setting& setting : m_all) {
        setting.label->setFont(style.font(TextRole::body));
        setting.label->setForegroundRole(QPalette::PlaceholderText);
    }
}

void TrainSettings::setStudio(Studio* studio)
{
    m_rest->hide();
    m_studio = studio;
    for (const Setting& setting : m_all)
        setting.field->setEnabled(studio);
    read();
}

void TrainSettings::read()
{
    if (!m_studio)
        return;
    const TrainingSection& training = m_studio->document()->project().training;
    const Session& session = *m_studio->session();
    const bool runs = session.isBusy();
    const double rate = runs && session.last().step > 0 && session.last().learningRate > 0
        ? asWritten(double(session.last().learningRate))
        : training.learningRate;
    if (!m_rate->isEditing())
        m_rate->setValue(rate);
    if (!m_batch->isEditing())
        m_batch->setValue(double(training.batchSize));
    m_precision->setCurrentText(QString::fromStdString(training.precision));
    const QString why = runs ? tr("Fixed while it trains.") : QString();
    for (QWidget* const widget : std::initializer_list<QWidget*> {m_batch, m_precision}) {
        widget->setEnabled(!runs);
        widget->setToolTip(why);
    }
    m_rate->setToolTip(runs ? tr("Changes it from the next step on, with a mark on the curve.") : QString());
}

void TrainSettings::setRate()
{
    if (!m_studio)
        return;
    const double rate = m_rate->value();
    if (m_studio->session()->isBusy()) {
        if (formatRate(double(m_studio->session()->last().learningRate)) != formatRate(rate))
            m_studio->session()->setLearningRate(rateBefore(*m_studio->session(), rate));
    } else if (m_studio->document()->project().training.learningRate != rate) {
        m_studio->changeTraining(tr("Change the learning rate"),
                                 [rate](TrainingSection& training) { training.learningRate = rate; });
    }
    read();
}

void TrainSettings::setBatch()
{
    const auto size = int64_t(m_batch->value());
    if (m_studio && size != m_studio->document()->project().training.batchSize)
        m_studio->changeTraining(tr("Change the batch size"),
                                 [size](TrainingSection& training) { training.batchSize = size; });
    read();
}

} // namespace weft
