#include "tests/support/compiled_cpp.h"

#include "engine/export/cpp/model_text.h"
#include "engine/export/cpp/write_cpp.h"
#include "engine/export/verify/run_program.h"
#include "engine/storage/publish.h"

namespace weft {

std::string CompiledCpp::folder(const std::string& name) const
{
    return m_folder.filePath(QString::fromStdString(name)).toStdString();
}

void CompiledCpp::add(const std::string& name, const ExportedModel& model, Trial trial)
{
    writeCpp(realFileSystem(), model, trial, folder(name));
    // To GCC two files of equal text are one, and some models are.
    const std::string header = joinPath(folder(name), "model.h");
    std::string text = realFileSystem().readFile(header, uint64_t(1) << 30);
    publishFile(realFileSystem(), header, text.erase(text.find("#pragma once"), 12));
    const PlainProgram program(model);
    const PlainNames names = plainNames(program);
    Added& one = m_added.emplace_back(Added {name, std::move(trial), {}, {}});
    const std::string space = "m" + std::to_string(m_added.size() - 1);
    std::string call;
    one.run = "    {\n        " + space + "::Model model(\"" + folder(name)
        + "/model.weights\", 2);\n        std::ifstream file(\"" + folder(name)
        + "/model.samples\", std::ios::binary);\n        const size_t samples = numbers<uint64_t>(file, 1)[0];\n";
    for (size_t i = 0; i < names.inputs.size(); ++i) {
        one.run += "        const auto x" + std::to_string(i) + " = numbers<" + plainType(model.inputs[i].storedType)
            + ">(file, samples * model." + names.inputs[i] + "_size);\n";
        call += (i > 0 ? ", x" : "x") + std::to_string(i);
    }
    one.run += "        const auto answer = model.predict(" + call + ");\n";
    for (const std::string& output : names.outputs)
        one.run += "        put(answer" + (names.outputs.size() == 1 ? std::string() : "." + output) + ".numbers);\n";
    one.run += "    }\n";
    for (const ModelOutput& output : model.outputs)
        one.classAxes.push_back(output.classAxis);
}

std::optional<QStringList> CompiledCpp::differences(double tolerance)
{
    std::string text, body;
    for (size_t i = 0; i < m_added.size(); ++i) {
        text += "#undef WEFT_MODEL\n#define WEFT_MODEL m" + std::to_string(i) + "\n#include \"" + m_added[i].name
            + "/model.h\"\n";
        body += m_added[i].run;
    }
    text += R"cpp(
#include <iostream>
template <class T> std::vector<T> numbers(std::ifstream& file, size_t count)
{
    std::vector<T> all(count);
    file.read(reinterpret_cast<char*>(all.data()), std::streamsize(count * sizeof(T)));
    return all;
}
int main(int, char** words)
{
    std::ofstream answers(words[1], std::ios::binary);
    const auto put = [&](const std::vector<float>& all) {
        answers.write(reinterpret_cast<const char*>(all.data()), std::streamsize(all.size() * sizeof(float)));
    };
)cpp" + body
        + "}\n";
    const std::string source = folder("all.cpp"), program = folder("all"), answers = folder("answers");
    publishFile(realFileSystem(), source, text);
    const std::optional<Compiled> compiled = compileCpp(source, program, m_folder.path().toStdString(), m_how);
    if (!compiled)
        return std::nullopt;
    if (!compiled->failure.empty())
        throw Error(compiled->failure);
    const ProgramRun run = runProgram({program, answers}, 600);
    if (run.code != 0)
        throw Error("It ended with " + std::to_string(run.code) + ". " + run.err);
    const std::string bytes = realFileSystem().readFile(answers, uint64_t(1) << 32);
    QStringList wrong;
    size_t place = 0;
    m_worst = 0;
    m_disagreements.clear();
    for (const Added& one : m_added) {
        for (size_t k = 0; k < one.trial.answers.size(); ++k) {
            const HostTensor& expected = one.trial.answers[k];
            HostTensor found {.info = expected.info};
            const auto part = std::as_bytes(std::span(bytes)).subspan(std::min(place, bytes.size()));
            if (part.size() < expected.bytes.size())
                throw Error(one.name + ": too few numbers");
            found.bytes.assign(part.begin(), part.begin() + std::ptrdiff_t(expected.bytes.size()));
            place += expected.bytes.size();
            const AnswerComparison comparison = compareAnswers(found, expected, one.classAxes[k]);
            m_worst = std::max(m_worst, comparison.relative());
            if (!comparison.isExact(tolerance / 10))
                m_disagreements.push_back({one.name, k, found, expected, one.classAxes[k]});
            if (comparison.isExact(tolerance))
                continue;
            wrong << QString::fromStdString(one.name + ": " + comparison.mistake)
                    + QString(" %1 of the largest, %2 of %3 classes")
                          .arg(comparison.relative())
                          .arg(comparison.agreed)
                          .arg(comparison.places);
        }
    }
    if (place != bytes.size())
        wrong << "There are more numbers than answers.";
    return wrong;
}

} // namespace weft
