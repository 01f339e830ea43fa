#include "ui/canvas/gestures/together.h"

namespace weft {

namespace {

struct Refused {
    QString sentence;
};

} // namespace

QString together(GraphDocument& document, const QString& title, const std::function<QString()>& actions)
{
    try {
        document.change(title, [&](Edit&) {
            if (const QString sentence = actions(); !sentence.isEmpty())
                throw Refused {sentence};
        });
    } catch (const Refused& refused) {
        return refused.sentence;
    }
    return {};
}

} // namespace weft
