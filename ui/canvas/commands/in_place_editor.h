#pragma once

#include <QObject>
#include <QPointer>
#include <QRectF>

#include <functional>

class QWidget;

namespace weft {

class Canvas;

// A line or a text edited on the canvas itself, where it is shown. Enter keeps it (in a text: Ctrl+Enter, or a click
// elsewhere), Escape does not.
class InPlaceEditor : public QObject {
    Q_OBJECT
public:
    InPlaceEditor(Canvas& canvas, QObject* parent);

    // `keep` returns why the text cannot be kept: then it is said, and editing goes on.
    using Keep = std::function<QString(const QString& text)>;
    void editLine(const QRectF& scene, const QString& text, const QString& name, Keep keep);
    void editText(const QRectF& scene, const QString& text, const QString& name, Keep keep);
    void finish(); // keeps what is there, if it can be kept
    bool isOpen() const { return !m_widget.isNull(); }
    QWidget* widget() const { return m_widget; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void open(QWidget* widget, const QRectF& scene, const QString& name, Keep keep);
    bool keep();
    void close();
    QString text() const;
    void place();

    Canvas& m_canvas;
    QPointer<QWidget> m_widget;
    QRectF m_scene;
    Keep m_keep;
    QString m_before;
};

} // namespace weft
