#pragma once

#include <QString>

#include <exception>
#include <string>

namespace weft {

struct Diagnostic;

// The engine's words in the user's language: titles and sentences of layers, optimizers and schedules as they stand in
// their records, and names made from ids ("label_smoothing": "Label smoothing"). One context, "weft::layers".
QString translated(const std::string& english);
QString nameOf(const std::string& id);

// How the engine describes a device, in the user's language: "AMD EPYC, 2 threads, AVX-512".
QString deviceWords(const std::string& english);

QString sentenceOf(const Diagnostic& problem); // what is wrong, in the user's language
QString sentenceOf(const std::exception& error);

// The text of a command without the mark of its key: "Save &as…" is "Save as…", and the "另存为(&A)…" of Chinese
// "另存为…".
QString withoutKeyMark(QString text);

} // namespace weft
