#include "ui/style/style.h"

#include "ui/style/controls/number/number_access.h"
#include "ui/style/palette.h"
#include "ui/style/system_theme.h"
#include "ui/style/widgets/widget_style.h"

#include <QApplication>
#include <QEvent>
#include <QPointer>
#include <QScopedValueRollback>
#include <QToolTip>

#include <algorithm>

namespace weft {

namespace {

struct Face {
    double size;
    QFont::Weight weight;
    bool mono;
};

Face faceOf(TextRole role)
{
    switch (role) {
    case TextRole::body:
        return {12, QFont::Normal, false};
    case TextRole::bodyStrong:
        return {12, QFont::DemiBold, false};
    case TextRole::label:
        return {12, QFont::Medium, false};
    case TextRole::secondary:
        return {11, QFont::Normal, false};
    case TextRole::caption:
        return {11, QFont::DemiBold, false};
    case TextRole::small:
        return {10, QFont::Normal, false};
    case TextRole::title:
        return {14, QFont::DemiBold, false};
    case TextRole::heading:
        return {20, QFont::DemiBold, false};
    case TextRole::bigNumber:
        return {22, QFont::DemiBold, false};
    case TextRole::mono:
        return {11, QFont::Normal, true};
    case TextRole::monoSmall:
        return {10, QFont::Normal, true};
    }
    return {12, QFont::Normal, false};
}

} // namespace

Style& Style::get()
{
    // Dies with the application, whose palette and fonts it holds; tests make several applications in a row.
    static QPointer<Style> style;
    if (!style) {
        style = new Style;
        if (QCoreApplication::instance())
            style->setParent(QCoreApplication::instance());
    }
    return *style;
}

Style::Style()
{
    m_systemDark = systemPrefersDark();
    m_theme = loadTheme(m_systemDark);
}

void Style::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    refresh(false);
}

void Style::setHighContrast(bool high)
{
    if (high == m_highContrast)
        return;
    m_highContrast = high;
    refresh(false);
}

void Style::setFontScale(double scale)
{
    scale = std::clamp(scale, 0.8, 2.0);
    if (scale == m_fontScale)
        return;
    m_fontScale = scale;
    refresh(true);
}

void Style::setReducedMotion(bool reduced)
{
    if (reduced == m_reducedMotion)
        return;
    m_reducedMotion = reduced;
    emit changed();
}

int Style::px(double designPixels) const
{
    const int scaled = qRound(designPixels * m_fontScale);
    return scaled == 0 && designPixels > 0 ? 1 : scaled;
}

QFont Style::font(TextRole role) const
{
    const Face face = faceOf(role);
    QFont font;
    if (face.mono) {
        font.setFamilies({QStringLiteral("JetBrains Mono"), QStringLiteral("Noto Sans Mono CJK SC"),
                          QStringLiteral("DejaVu Sans Mono"), QStringLiteral("monospace")});
        font.setStyleHint(QFont::Monospace);
    } else {
        font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Noto Sans"),
                          QStringLiteral("sans-serif")});
        font.setStyleHint(QFont::SansSerif);
    }
    font.setPixelSize(px(face.size));
    font.setWeight(face.weight);
    font.setHintingPreference(QFont::PreferVerticalHinting);
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature("tnum", 1);
#endif
    return font;
}

void Style::apply(QApplication& application)
{
    if (m_application != &application) {
        m_application = &application;
        application.installEventFilter(this);
        installNumberAccess();
        const auto dark = [this](bool wished) {
            m_systemDark = wished;
            if (m_mode == Mode::system)
                refresh(false);
        };
        const auto contrast = [this](bool wished) {
            m_systemContrast = wished;
            refresh(false);
        };
        watchSystemTheme(this, dark, contrast);
    }
    refresh(true);
}

void Style::refresh(bool sizes)
{
    const bool dark = m_mode == Mode::dark || (m_mode == Mode::system && m_systemDark);
    m_theme = loadTheme(dark);
    if (m_highContrast || m_systemContrast)
        m_theme = withHighContrast(m_theme);
    ++m_generation;
    if (m_application) {
        const QScopedValueRollback guard(m_applying, true);
        const QPalette palette = paletteOf(m_theme);
        QApplication::setPalette(palette);
        QToolTip::setPalette(palette);
        if (sizes) {
            QApplication::setFont(font(TextRole::body));
            QToolTip::setFont(font(TextRole::body));
            QApplication::setStyle(new WidgetStyle); // every widget asks for its sizes again
        }
    }
    emit changed();
}

bool Style::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_application && event->type() == QEvent::LanguageChange && !m_applying) {
        ++m_generation;
        emit changed();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace weft
