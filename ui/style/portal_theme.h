#pragma once

#include <QObject>

#include <functional>

class QDBusVariant;

namespace weft {

// The desktop's wish for dark or light, and for more contrast, from freedesktop.org's settings portal: asked once, then told of changes.
class PortalTheme : public QObject {
    Q_OBJECT
public:
    using Told = std::function<void(bool)>;
    PortalTheme(QObject* parent, Told dark, Told highContrast);

private slots:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void ask(const QString& key);
    void take(const QString& key, const QVariant& value);

    Told m_dark;
    Told m_highContrast;
};

} // namespace weft
