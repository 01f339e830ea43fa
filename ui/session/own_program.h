#pragma once

#include <QMap>
#include <QObject>

class QProcess;

namespace weft {

// This program once more, for a command such as `weft export`: what takes long, or may fail, does so beside the window
// and without its memory. It ends with the window, however that ends. For the GUI thread.
class OwnProgram : public QObject {
    Q_OBJECT
public:
    explicit OwnProgram(QObject* parent = nullptr);
    ~OwnProgram() override; // ends it

    // Nothing while one runs. `environment`: more variables, for secrets, which the words of a command are not.
    void start(const QStringList& words, const QMap<QString, QString>& environment = {});
    void stop(); // as Ctrl-C does
    bool isRunning() const;

signals:
    void said(const QString& line); // on its standard output
    void complained(const QString& sentence); // on its standard error
    void ended(bool well); // after all it has said; well: with exit code 0, or because it was stopped

private:
    void take();

    QProcess* m_process;
    QByteArray m_out, m_error; // lines that are not whole yet
    bool m_stopped = false;
};

} // namespace weft
