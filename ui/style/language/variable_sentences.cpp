#include "ui/style/language/variable_sentences.h"

#include <QCoreApplication>

#include <array>

namespace weft {

namespace {

constexpr std::array sentences {
    QT_TRANSLATE_NOOP("weft::problems", "The variable \"%1\" has no value: %2"),
    QT_TRANSLATE_NOOP("weft::problems", "There is no variable \"%1\"; did you mean \"%2\"?"),
    QT_TRANSLATE_NOOP("weft::problems", "There is no variable \"%1\"; add it to the project, or write a number."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" ends too early; a number, a variable or a parenthesis is missing."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" cannot be read at \"%2\"; write numbers, variables, + - * / ^ and parentheses."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" divides by zero; change a variable, or the expression."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" comes to no number that can be written; change a variable, or the expression."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" comes to %2, but \"%3\" takes a whole number; change a variable, or write round(…)."),
    QT_TRANSLATE_NOOP("weft::problems", "\"%1\" is nested too deeply; put parts of it in variables."),
    QT_TRANSLATE_NOOP("weft::problems", "An expression has at most %1 characters; put parts of it in variables."),
    QT_TRANSLATE_NOOP("weft::problems", "it runs in a circle: %1; write a number for one of them."),
    QT_TRANSLATE_NOOP("weft::problems", "what it is made of runs in a circle; mend that first."),
    QT_TRANSLATE_NOOP("weft::problems", "it is neither a number nor an expression; give it a number."),
    QT_TRANSLATE_NOOP("weft::problems", "its name is to have letters, digits and _, and to begin with a letter."),
    QT_TRANSLATE_NOOP("weft::problems", "more than %1 variables."),
};

} // namespace

std::span<const char* const> variableSentences()
{
    return sentences;
}

} // namespace weft
