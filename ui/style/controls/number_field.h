#pragma once

#include <QWidget>

#include <optional>

class QLineEdit;

namespace weft {

// A number: drag sideways to change it (Shift: fine, Ctrl: coarse), click or type to write one (expressions too),
// arrows and Page keys to step, Delete to go back to the default. A bounded range shows as a fill.
class NumberField : public QWidget {
    Q_OBJECT
public:
    enum class Form {
        plain, // 0.9, 128
        rate, // 1.0e-3, changes by factors
    };

    explicit NumberField(QWidget* parent = nullptr);

    double value() const { return m_value; }
    void setValue(double value); // tells nobody
    void setRange(double minimum, double maximum); // infinite ends allowed
    double minimum() const { return m_minimum; }
    double maximum() const { return m_maximum; }
    void setInteger(bool integer);
    void setForm(Form form);
    void setUnit(const QString& unit);
    void setDefault(std::optional<double> value);
    void setMixed(bool mixed); // several things are shown whose values differ
    bool isMixed() const { return m_mixed; }
    double step() const; // of one arrow key, at the value as it is
    QString text() const; // as shown, without the unit
    bool isEditing() const;
    int gesture() const { return m_gesture; } // another number for each drag: what makes its changes one undo step

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public slots:
    void startEditing(const QString& text = {}); // empty: the value, selected
    void enter(double value); // as if the user had typed it

signals:
    void valueChanged(double value); // by the user, also while dragging
    void editingFinished(); // a drag let go, a text entered, a key pressed

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool isBounded() const;
    double bounded(double value) const;
    double moved(double from, double pixels, Qt::KeyboardModifiers modifiers) const;
    double stepped(int steps) const;
    void change(double value); // by the user
    void finishEditing(bool keep);

    double m_value = 0;
    double m_minimum;
    double m_maximum;
    std::optional<double> m_default;
    bool m_integer = false;
    bool m_mixed = false;
    bool m_hovered = false;
    bool m_refused = false; // what was typed could not be read
    Form m_form = Form::plain;
    QString m_unit;
    QLineEdit* m_edit = nullptr;

    std::optional<QPointF> m_pressed;
    bool m_dragging = false;
    double m_dragFrom = 0;
    int m_gesture = 0;
};

} // namespace weft
