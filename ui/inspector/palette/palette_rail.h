#pragma once

#include <QAbstractButton>

#include <string>

class QVBoxLayout;

namespace weft {

// One category, or the lens, of the narrow palette.
class RailButton : public QAbstractButton {
    Q_OBJECT
public:
    RailButton(const std::string& category, const QString& title, QWidget* parent); // category "": the lens
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override; // what can be hit

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::string m_category;
};

// The palette as a strip of 44 px: a button a category, each of which opens its layers beside it.
class PaletteRail : public QWidget {
    Q_OBJECT
public:
    explicit PaletteRail(QWidget* parent = nullptr);

signals:
    void asked(const QString& category, const QRect& button); // global; category "": search

private:
    void add(const std::string& category, const QString& title);
    void retitle();

    QVBoxLayout* m_column;
};

} // namespace weft
