#pragma once

#include "engine/layers/layer_type.h"
#include "ui/document/actions.h"
#include "ui/document/selection.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/params/param_row.h"

#include <QApplication>
#include <QDir>
#include <QTest>

namespace weft {

// An inspector beside images → conv2d → relu → dense, the last of which wants a Flatten, and hands on it.
struct InspectorDesk {
    GraphDocument document;
    Selection selection {&document};
    Inspector inspector {&document, &selection};
    std::string images, conv, relu, dense;

    InspectorDesk()
    {
        images = addNode(document, {}, "image", {0, 0});
        conv = addNode(document, {}, "conv2d", {240, 0}, {.from = PortRef {images, portOf("image")}});
        relu = addNode(document, {}, "relu", {480, 0}, {.from = PortRef {conv, "y"}});
        dense = addNode(document, {}, "dense", {720, 0}, {.from = PortRef {relu, portOf("relu")}});
        inspector.resize(320, 760);
        inspector.show();
        inspector.activateWindow();
        [[maybe_unused]] const bool shown = QTest::qWaitForWindowExposed(&inspector, patience);
    }
    static std::string portOf(const char* layer) { return findLayerType(layer)->outputs.front().id; }
    bool isChecked()
    {
        return QTest::qWaitFor([this] { return document.isChecked(); }, patience);
    }
    void pick(std::set<std::string> ids)
    {
        selection.set(std::move(ids));
        for (int i = 0; i < 4; ++i) // layouts within layouts
            QCoreApplication::processEvents();
    }
    ParamRow* row(const char* name) const { return inspector.findChild<ParamRow*>(QString::fromLatin1(name)); }
    template <class Field> Field* field(const char* name) const
    {
        ParamRow* found = row(name);
        return found ? found->findChild<Field*>() : nullptr;
    }
    std::optional<ParamValue> value(const std::string& id, const std::string& param) const
    {
        const auto found = document.node({}, id)->params.find(param);
        return found == document.node({}, id)->params.end() ? std::nullopt : std::optional(found->second);
    }
    // As a person does: the first key opens the field, the others go to what has the focus then.
    static void type(QWidget* field, const char* text)
    {
        field->setFocus();
        for (; *text != 0; ++text)
            QTest::keyClick(QApplication::focusWidget(), *text);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    }
    void picture(const QString& name)
    {
        if (const QString folder = qEnvironmentVariable("WEFT_PICTURES"); !folder.isEmpty())
            inspector.grab().save(QDir(folder).filePath(name + ".png"));
    }
};

} // namespace weft
