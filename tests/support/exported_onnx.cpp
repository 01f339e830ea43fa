#include "tests/support/exported_onnx.h"

#include <QFile>

namespace weft {

ExportedOnnx::ExportedOnnx()
{
    const QString installed = QStringLiteral(WEFT_SOURCE_DIR "/build/node/node_modules");
    if (qEnvironmentVariableIsEmpty("NODE_PATH") && QFile::exists(installed))
        qputenv("NODE_PATH", installed.toUtf8());
}

std::string ExportedOnnx::write(const std::string& name, const ExportedModel& model, const OnnxOptions& options)
{
    const std::string file = path(name);
    writeOnnx(realFileSystem(), model, file, options);
    return file;
}

void ExportedOnnx::add(const std::string& name, const ExportedModel& model, Trial trial, const OnnxOptions& options)
{
    RunElsewhere::add(name, write(name, model, options), model, std::move(trial));
}

const Runtime& nodeRuntime()
{
    return onnxRuntimes()[1];
}

const Runtime& opencvRuntime()
{
    return onnxRuntimes()[2];
}

} // namespace weft
