#include "ui/windows/start/training_row.h"

#include "ui/session/session.h"
#include "ui/style/icons.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"
#include "ui/windows/bars/button.h"
#include "ui/windows/projects/studio.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>

#include <cmath>

namespace weft {

TrainingRow::TrainingRow(Studio* studio, QWidget* parent)
    : QWidget(parent)
    , m_studio(studio)
{
    setFixedHeight(Style::get().px(56));
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, Style::get().px(16), 0);
    row->addStretch(1);
    auto* const button = new Button(Button::Kind::boxed, {}, tr("Show"), this);
    button->setSmall(true);
    connect(button, &QAbstractButton::clicked, this, &TrainingRow::shown);
    row->addWidget(button);
    auto* const clock = new QTimer(this);
    connect(clock, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    clock->start(500);
    connect(studio, &QObject::destroyed, this, &QObject::deleteLater);
    connect(studio->session(), &Session::stateChanged, this, [this] { setVisible(m_studio->session()->isBusy()); });
}

QString TrainingRow::says() const
{
    const Session& session = *m_studio->session();
    const int64_t perEpoch = std::max<int64_t>(1, session.plan().updatesPerEpoch);
    QString text = m_studio->title();
    if (session.plan().updates > 0)
        text = tr("%1, epoch %2 of %3")
                   .arg(text)
                   .arg((std::max<int64_t>(1, session.last().step) - 1) / perEpoch + 1)
                   .arg((session.plan().updates + perEpoch - 1) / perEpoch);
    if (const double eta = session.etaSeconds(); !std::isnan(eta))
        text = tr("%1, %2 left").arg(text, formatDuration(eta));
    return text;
}

void TrainingRow::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = style.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours.line.subtle);
    painter.setBrush(colours.state.okSoft);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), style.px(6), style.px(6));
    const int side = style.px(16);
    painter.drawPixmap(QRect(style.px(16), (height() - side) / 2, side, side),
                       iconPixmap(QStringLiteral("check-circle"), colours.state.ok, side, devicePixelRatioF()));
    int x = style.px(46);
    painter.setFont(style.font(TextRole::bodyStrong));
    painter.setPen(colours.text.primary);
    const QString head = tr("Training goes on in the background.") + QLatin1Char(' ');
    painter.drawText(QRect(x, 0, width(), height()), Qt::AlignVCenter, head);
    x += painter.fontMetrics().horizontalAdvance(head);
    painter.setFont(style.font(TextRole::body));
    painter.setPen(colours.text.secondary);
    painter.drawText(QRect(x, 0, width(), height()), Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(says(), Qt::ElideRight, width() - x - style.px(90)));
}

} // namespace weft
