#pragma once

#include "ui/style/theme.h"

#include <QFont>
#include <QObject>

class QApplication;

namespace weft {

// Sizes are design pixels (resources: mockup tokens) before the font scale; all digits are as wide as each other where
// the font engine can do it.
enum class TextRole {
    body, // 12
    bodyStrong, // 12 semibold
    label, // 12 medium
    secondary, // 11
    caption, // 11 semibold
    small, // 10: ticks and badges
    title, // 14 semibold
    heading, // 20 semibold
    bigNumber, // 22 semibold
    mono, // 11 mono, which is as tall as 12 of the other
    monoSmall, // 10 mono
};

// The look everybody asks for: the theme, how large things are and whether they move. For the GUI thread.
class Style : public QObject {
    Q_OBJECT
public:
    enum class Mode { system, light, dark };

    static Style& get();

    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    void setFontScale(double scale); // kept within 0.8 .. 2
    double fontScale() const { return m_fontScale; }
    void setHighContrast(bool high); // else as the desktop wishes
    bool highContrast() const { return m_highContrast; }
    void setReducedMotion(bool reduced);
    bool reducedMotion() const { return m_reducedMotion; }
    int milliseconds(int normal) const { return m_reducedMotion ? 0 : normal; }

    const Theme& theme() const { return m_theme; }
    int px(double designPixels) const; // × font scale, rounded; something stays something
    QFont font(TextRole role) const;
    int generation() const { return m_generation; } // counts the changes: for whoever caches colours or sizes

    void apply(QApplication& application); // palette, font and widget style; again at every change by itself

signals:
    void changed(); // colours, sizes or the language: repaint, lay out again

protected:
    bool eventFilter(QObject* watched, QEvent* event) override; // the system's theme, the language

private:
    Style();
    void refresh(bool sizes);

    Mode m_mode = Mode::system;
    double m_fontScale = 1;
    bool m_reducedMotion = false;
    bool m_highContrast = false;
    bool m_systemContrast = false;
    bool m_systemDark = false;
    bool m_applying = false;
    int m_generation = 0;
    Theme m_theme;
    QApplication* m_application = nullptr;
};

inline const Theme& theme()
{
    return Style::get().theme();
}

} // namespace weft
