#pragma once

#include <QObject>

#include <functional>

class QDBusVariant;

namespace weft {

// The desktop's wish for dark or light, from freedesktop.org's settings portal: asked once, then told of changes.
class PortalTheme : public QObject {
    Q_OBJECT
public:
    PortalTheme(QObject* parent, std::function<void(bool dark)> changed);

private slots:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void take(const QVariant& value);

    std::function<void(bool)> m_changed;
};

} // namespace weft
