#include "ui/windows/application.h"

#include "ui/windows/settings/preferences.h"

#include <QElapsedTimer>
#include <QLibraryInfo>
#include <QLocale>
#include <QMetaEnum>
#include <QTranslator>

namespace weft {

Application::Application(int& count, char** words)
    : QApplication(count, words)
{
    setApplicationName(QStringLiteral("weft"));
    setApplicationDisplayName(QString()); // titles name it themselves
    setDesktopFileName(QStringLiteral("weft"));
}

Application::~Application() = default;

void Application::setLanguage(const QString& wish)
{
    QString language = wish.isEmpty() ? Preferences::get().value(QStringLiteral("language")).toString() : wish;
    if (language.isEmpty())
        language = QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
    if (language == m_language)
        return;
    m_language = language;
    QLocale::setDefault(language == QLatin1String("en") && QLocale::system().language() == QLocale::English
                            ? QLocale::system()
                            : QLocale(language));
    for (QTranslator* const old : std::as_const(m_translators)) {
        removeTranslator(old);
        delete old;
    }
    m_translators.clear();
    const auto install = [this](const QString& name, const QString& folder) {
        auto* const translator = new QTranslator(this);
        if (translator->load(name, folder)) {
            m_translators << translator;
            installTranslator(translator);
        } else {
            delete translator;
        }
    };
    if (language != QLatin1String("en"))
        install(QStringLiteral("qtbase_") + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QStringLiteral("weft_") + language, QStringLiteral(":/translations"));
}

bool Application::notify(QObject* receiver, QEvent* event)
{
    if (m_depth > 0)
        return QApplication::notify(receiver, event);
    const QEvent::Type type = event->type(); // the event and even the receiver may be gone afterwards
    const char* const kind = receiver->metaObject()->className();
    const QString name = receiver->objectName();
    QElapsedTimer clock;
    clock.start();
    ++m_depth;
    const bool result = QApplication::notify(receiver, event);
    --m_depth;
    const double milliseconds = double(clock.nsecsElapsed()) / 1e6;
    if (milliseconds > slowMilliseconds) {
        const QString who = QLatin1String(kind) + (name.isEmpty() ? QString() : QLatin1Char(' ') + name);
        const char* const what = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
        const QString eventName = what ? QLatin1String(what) : QString::number(int(type));
        if (m_told)
            m_told(who, eventName, milliseconds);
        else
            qInfo("Slow: %s took %.0f ms in %s", qPrintable(eventName), milliseconds, qPrintable(who));
    }
    return result;
}

} // namespace weft
