#include "ui/windows/overlays/tour.h"

#include "ui/canvas/canvas.h"
#include "ui/session/session.h"
#include "ui/style/style.h"
#include "ui/windows/bars/button.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/main_window.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/settings/preferences.h"

#include <QKeyEvent>
#include <QPainter>

namespace weft {

Tour::Tour(MainWindow* window)
    : QWidget(window)
    , m_window(window)
    , m_next(new Button(Button::Kind::primary, {}, tr("Next"), this))
    , m_skip(new Button(Button::Kind::flat, {}, tr("Skip the tour"), this))
{
    hide();
    setObjectName(QStringLiteral("tour"));
    setAccessibleName(tr("Tour"));
    connect(static_cast<Button*>(m_next), &QAbstractButton::clicked, this, &Tour::next);
    connect(static_cast<Button*>(m_skip), &QAbstractButton::clicked, this, &Tour::stop);
    window->installEventFilter(this);
}

bool Tour::isDue()
{
    return !Preferences::get().value(QStringLiteral("tour.seen")).toBool();
}

Tour::Step Tour::stepOf(int number) const
{
    if (number == 0)
        return {
            tr("1 of 3 · Build"),
            tr("This is a network: data comes in at the left, each node is a layer, wires carry numbers. Drag a layer "
               "from the left onto a wire, or press Tab and type its name."),
            tr("Next: train"), m_window->canvasArea()->canvas()};
    if (number == 1)
        return {tr("2 of 3 · Train"),
                tr("Press Train. The loss falls in Curves; you can pause, and change the learning rate while it runs."),
                tr("Next: predict"), m_window->findChild<QWidget*>(QStringLiteral("trainButton"))};
    return {
        tr("3 of 3 · Predict"),
        tr("Predictions shows what the network makes of samples that it has not learnt from, better with each epoch. "
           "Drop a picture of your own there to probe it."),
        tr("Done"), m_window->docks()->widgetOf(QStringLiteral("predictions"))};
}

void Tour::start()
{
    Preferences::get().set(QStringLiteral("tour.seen"), true);
    if (!m_window->current() || m_window->current()->document()->project().graph.nodes.empty()) {
        connect(
            m_window->files(), &ProjectFiles::opened, this, [this] { show(0); }, Qt::SingleShotConnection);
        m_window->files()->openCopy(QStringLiteral(":/projects/spirals.weft"));
        return;
    }
    m_window->setWorkspace(Workspace::build);
    show(0);
}

void Tour::show(int number)
{
    m_step = number;
    m_window->setWorkspace(Workspace::build);
    if (number == 1)
        m_window->showPanel(QStringLiteral("curves"));
    if (number == 2)
        m_window->showPanel(QStringLiteral("predictions"));
    const Step step = stepOf(number);
    static_cast<Button*>(m_next)->setText(step.doing);
    setAccessibleDescription(step.title + QStringLiteral(". ") + step.text);
    waitFor(number);
    place();
    raise();
    QWidget::show();
}

// Whoever does what a step says need not press Next.
void Tour::waitFor(int number)
{
    delete m_link;
    m_link = nullptr;
    Studio* const studio = m_window->current();
    if (!studio || number > 1)
        return;
    m_link = new QObject(this);
    if (number == 0)
        connect(studio->document(), &GraphDocument::changed, m_link, [this](const Change& change) {
            if (change.structure)
                QMetaObject::invokeMethod(this, &Tour::next, Qt::QueuedConnection);
        });
    else
        connect(studio->session(), &Session::stepped, m_link,
                [this] { QMetaObject::invokeMethod(this, &Tour::next, Qt::QueuedConnection); });
}

void Tour::next()
{
    if (m_step < 0)
        return;
    if (m_step == 2)
        stop();
    else
        show(m_step + 1);
}

void Tour::stop()
{
    delete m_link;
    m_link = nullptr;
    m_step = -1;
    hide();
}

bool Tour::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && m_step >= 0)
        QMetaObject::invokeMethod(this, &Tour::place, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

// Beside what it speaks of, within the window.
void Tour::place()
{
    if (m_step < 0)
        return;
    const Style& style = Style::get();
    const Step step = stepOf(m_step);
    const int width = style.px(340);
    const QFontMetrics metrics(style.font(TextRole::body));
    const int text =
        metrics.boundingRect(QRect(0, 0, width - style.px(32), 1000), Qt::TextWordWrap, step.text).height();
    const QSize size(width, text + style.px(104));
    QRect about(0, 0, m_window->width(), m_window->height());
    if (step.about && step.about->isVisible())
        about = QRect(step.about->mapTo(m_window, QPoint()), step.about->size());
    QPoint at = about.height() < style.px(100) ? QPoint(about.center().x() - width / 2, about.bottom() + style.px(10))
        : m_step == 2 ? QPoint(about.center().x() - width / 2, about.top() - size.height() - style.px(44))
                      : QPoint(about.left() + style.px(24), about.top() + style.px(24));
    at.setX(std::clamp(at.x(), style.px(8), std::max(style.px(8), m_window->width() - width - style.px(8))));
    at.setY(std::clamp(at.y(), style.px(8), std::max(style.px(8), m_window->height() - size.height() - style.px(8))));
    setGeometry(QRect(at, size));
    m_next->resize(m_next->sizeHint());
    m_skip->resize(m_skip->sizeHint());
    m_next->move(size.width() - style.px(16) - m_next->width(), size.height() - style.px(44));
    m_skip->move(style.px(8), size.height() - style.px(44));
    m_skip->setVisible(m_step < 2);
    update();
}

void Tour::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        stop();
    else
        QWidget::keyPressEvent(event);
}

void Tour::paintEvent(QPaintEvent*)
{
    if (m_step < 0)
        return;
    const Style& style = Style::get();
    const Theme& colours = style.theme();
    const Step step = stepOf(m_step);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours.accent.line, 2));
    painter.setBrush(colours.surface.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), style.px(8), style.px(8));
    painter.setFont(style.font(TextRole::title));
    painter.setPen(colours.text.primary);
    painter.drawText(QRect(style.px(16), style.px(12), width(), style.px(24)), Qt::AlignVCenter, step.title);
    painter.setFont(style.font(TextRole::body));
    painter.setPen(colours.text.secondary);
    painter.drawText(QRect(style.px(16), style.px(42), width() - style.px(32), height()), Qt::TextWordWrap, step.text);
    for (int dot = 0; dot < 3; ++dot) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(dot == m_step ? colours.accent.line : colours.line.strong);
        painter.drawEllipse(
            QRect(width() / 2 - style.px(18) + dot * style.px(14), height() - style.px(33), style.px(6), style.px(6)));
    }
}

} // namespace weft
