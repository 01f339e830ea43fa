#include "ui/windows/settings/preferences.h"

#include "engine/storage/publish.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QThreadPool>

namespace weft {

namespace {

QThreadPool& writer() // one thread: what is written last is what was set last
{
    static QThreadPool pool;
    pool.setMaxThreadCount(1);
    return pool;
}

} // namespace

Preferences::Preferences()
{
    m_later.setSingleShot(true);
    m_later.setInterval(400);
    connect(&m_later, &QTimer::timeout, this, &Preferences::write);
}

Preferences& Preferences::get()
{
    static Preferences preferences;
    return preferences;
}

QString Preferences::usualFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/weft/settings.json");
}

void Preferences::use(const QString& file)
{
    flush();
    m_file = file;
    m_values = {};
    QFile source(file);
    if (!file.isEmpty() && source.size() < 16'000'000 && source.open(QIODevice::ReadOnly))
        m_values = QJsonDocument::fromJson(source.readAll()).object(); // a damaged file is as none
}

QJsonValue Preferences::value(const QString& key, const QJsonValue& otherwise) const
{
    const auto found = m_values.constFind(key);
    return found == m_values.constEnd() ? otherwise : *found;
}

void Preferences::set(const QString& key, const QJsonValue& value)
{
    if (m_values.value(key) == value && (m_values.contains(key) || value.isNull()))
        return;
    if (value.isNull())
        m_values.remove(key);
    else
        m_values[key] = value;
    if (!m_file.isEmpty())
        m_later.start();
    emit changed(key);
}

void Preferences::write()
{
    writer().start([file = m_file, text = QJsonDocument(m_values).toJson().toStdString()] {
        try {
            realFileSystem().makeFolders(QFileInfo(file).path().toStdString());
            publishFile(realFileSystem(), file.toStdString(), text);
        } catch (const Error&) {
            // The settings of this time are lost; nothing of the user's work is.
        }
    });
}

void Preferences::flush()
{
    if (m_later.isActive()) {
        m_later.stop();
        write();
    }
    writer().waitForDone();
}

} // namespace weft
