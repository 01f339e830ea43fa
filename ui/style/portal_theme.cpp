#include "ui/style/portal_theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFile>
#include <QStandardPaths>

namespace weft {

namespace {

const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString object = QStringLiteral("/org/freedesktop/portal/desktop");
const QString settings = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString scheme = QStringLiteral("color-scheme"); // 0: no wish, 1: dark, 2: light
const QString contrast = QStringLiteral("contrast"); // 0: no wish, 1: more

// Without a bus, asking for one would start one, and wait for it.
bool hasBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")
        || QFile::exists(QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + QStringLiteral("/bus"));
}

} // namespace

PortalTheme::PortalTheme(QObject* parent, Told dark, Told highContrast)
    : QObject(parent)
    , m_dark(std::move(dark))
    , m_highContrast(std::move(highContrast))
{
    if (!hasBus())
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(service, object, settings, QStringLiteral("SettingChanged"), this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
    ask(scheme);
    ask(contrast);
}

void PortalTheme::ask(const QString& key)
{
    QDBusMessage question = QDBusMessage::createMethodCall(service, object, settings, QStringLiteral("Read"));
    question << appearance << key;
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key](QDBusPendingCallWatcher* call) {
        const QDBusPendingReply<QDBusVariant> reply = *call;
        if (!reply.isError())
            take(key, reply.value().variant());
        call->deleteLater();
    });
}

void PortalTheme::settingChanged(const QString& group, const QString& key, const QDBusVariant& value)
{
    if (group == appearance)
        take(key, value.variant());
}

void PortalTheme::take(const QString& key, const QVariant& value)
{
    // Read() wraps its answer once more.
    const QVariant plain = value.canConvert<QDBusVariant>() ? value.value<QDBusVariant>().variant() : value;
    const uint wish = plain.toUInt();
    if (key == scheme && (wish == 1 || wish == 2))
        m_dark(wish == 1);
    else if (key == contrast)
        m_highContrast(wish == 1);
}

} // namespace weft
