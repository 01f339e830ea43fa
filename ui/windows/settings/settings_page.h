#pragma once

#include "ui/windows/overlays/overlay.h"

class QStackedWidget;

namespace weft {

class Commands;
class KeysPage;

// What the user may set: the look, the language, how files are kept, and the keys. Each takes effect at once.
class SettingsPage : public Overlay {
    Q_OBJECT
public:
    SettingsPage(Commands* commands, QWidget* window);
    void showKeys();

protected:
    QRect placeIn(const QRect& window) const override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* m_sections;
    QStackedWidget* m_pages;
    QWidget* m_close;

    QWidget* makeLook();
    QWidget* makeFiles();
    void addRow(QWidget* page, const QString& title, const QString& says, QWidget* control);
};

} // namespace weft
