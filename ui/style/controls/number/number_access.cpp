#include "ui/style/controls/number/number_access.h"

#include "ui/style/controls/number_field.h"

#include <QAccessibleWidget>

#include <cmath>

namespace weft {

namespace {

class NumberAccess : public QAccessibleWidget, public QAccessibleValueInterface {
public:
    explicit NumberAccess(NumberField* field)
        : QAccessibleWidget(field, QAccessible::SpinBox)
    {
    }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? field()->text() : QAccessibleWidget::text(kind);
    }
    QVariant currentValue() const override { return field()->value(); }
    void setCurrentValue(const QVariant& value) override
    {
        bool ok = false;
        const double number = value.toDouble(&ok);
        if (ok && std::isfinite(number))
            field()->enter(number);
    }
    QVariant maximumValue() const override { return field()->maximum(); }
    QVariant minimumValue() const override { return field()->minimum(); }
    QVariant minimumStepSize() const override { return field()->step(); }

private:
    NumberField* field() const { return static_cast<NumberField*>(widget()); }
};

QAccessibleInterface* make(const QString&, QObject* object)
{
    auto* field = qobject_cast<NumberField*>(object);
    return field ? new NumberAccess(field) : nullptr;
}

} // namespace

void installNumberAccess()
{
    QAccessible::installFactory(make);
}

} // namespace weft
