#include "engine/export/verify/verify_cpp.h"

#include "engine/export/cpp/write_cpp.h"
#include "engine/export/verify/run_program.h"
#include "engine/export/verify/temporary_folder.h"
#include "engine/storage/file_system.h"

#include <algorithm>

namespace weft {

namespace {

std::string firstLine(const std::string& text)
{
    return text.substr(0, text.find('\n'));
}

void writeText(const std::string& path, const std::string& text)
{
    File file = realFileSystem().createNew(path);
    file.write(std::as_bytes(std::span(text)));
    file.close();
}

} // namespace

std::optional<Compiled> compileCpp(const std::string& source, const std::string& program, const std::string& includes,
                                   const Compiling& how)
{
    for (const std::string& compiler : how.compilers) {
        const ProgramRun version = runProgram({compiler, "--version"}, 60);
        if (version.code != 0)
            continue;
        std::vector<std::string> words = {compiler,
                                          "-std=c++17",
                                          "-ffp-contract=fast",
                                          "-fno-math-errno",
                                          "-pthread",
                                          "-I",
                                          includes,
                                          "-fno-trapping-math",
                                          source,
                                          "-o",
                                          program};
        words.insert(words.end(), how.options.begin(), how.options.end());
        const ProgramRun run = runProgram(words, 1800);
        Compiled compiled = {.name = firstLine(version.out)};
        if (run.code != 0) {
            const size_t error = run.err.find("error: ");
            compiled.failure =
                "It does not compile: " + firstLine(run.err.substr(error == std::string::npos ? 0 : error));
        }
        return compiled;
    }
    return std::nullopt;
}

Verification verifyCpp(const std::string& folder, const ExportedModel& model, const Trial& trial)
{
    const TemporaryFolder temporary;
    const std::string program = joinPath(temporary.path(), "check"), samples = joinPath(temporary.path(), "samples"),
                      answers = joinPath(temporary.path(), "answers");
    Verification result = {.runtime = "C++, compiled here"};
    const std::optional<Compiled> compiled = compileCpp(joinPath(folder, "check.cpp"), program, folder);
    if (!compiled) {
        result.needs = "a C++ compiler: g++ or clang++";
        return result;
    }
    result.runtime = compiled->name;
    result.failure = compiled->failure;
    if (!result.failure.empty())
        return result;
    writeText(samples, trialBytes(trial));
    const ProgramRun run = runProgram({program, joinPath(folder, "model.weights"), samples, answers}, 1800);
    if (run.code != 0 && run.code != 1) { // 1: it runs, and finds a difference itself
        result.failure = run.err.empty() ? "It crashed." : firstLine(run.err);
        return result;
    }
    const std::string bytes = realFileSystem().readFile(answers, uint64_t(8) << 30);
    size_t place = 0;
    std::vector<HostTensor> found;
    for (const HostTensor& expected : trial.answers) {
        HostTensor& one = found.emplace_back(HostTensor {.info = expected.info});
        const std::span<const std::byte> part = std::as_bytes(std::span(bytes)).subspan(std::min(place, bytes.size()));
        if (part.size() < expected.bytes.size()) {
            result.failure = "It gave too few numbers.";
            return result;
        }
        one.bytes.assign(part.begin(), part.begin() + std::ptrdiff_t(expected.bytes.size()));
        place += expected.bytes.size();
    }
    compareAnswers(model, trial, found, result);
    return result;
}

} // namespace weft
