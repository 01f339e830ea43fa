#include "ui/windows/start/start_page.h"

#include "ui/style/style.h"

#include <QPainter>

namespace weft {

StartPage::StartPage(MainWindow* window, QWidget* parent)
    : QWidget(parent)
    , m_window(window)
{
}

void StartPage::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().surface.canvas);
}

} // namespace weft
