#include "engine/export/verify/runtime_scripts.h"

namespace weft {

namespace {

// What all Python runtimes do around load(model), which gives a function from samples by name to answers.
const char* const pythonJobs = R"py(
folder = sys.argv[1]
results = []
for job in json.load(open(os.path.join(folder, "job.json"))):
    try:
        run = load(job["model"])
        feeds = {i["name"]: numpy.fromfile(os.path.join(folder, i["file"]), i["type"]).reshape(i["shape"])
                 for i in job["inputs"]}
        names = [o["name"] for o in job["outputs"]]
        parts = [run(names, {name: samples[k:k + job["batch"]] for name, samples in feeds.items()})
                 for k in range(0, job["inputs"][0]["shape"][0], job["batch"])]
        answers = [numpy.concatenate(part) for part in zip(*parts)]
        for o, answer in zip(job["outputs"], answers):
            answer.astype("float32").tofile(os.path.join(folder, o["file"]))
        results.append({"shapes": [list(answer.shape) for answer in answers]})
    except Exception as error:
        results.append({"error": " ".join(str(error).split())})
print(json.dumps({"runtime": runtime, "results": results}))
)py";

const char* const onnxRuntime = R"py(
import json, os, sys
try:
    import numpy, onnxruntime
except ImportError:
    sys.exit(3)
runtime = "ONNX Runtime " + onnxruntime.__version__
def load(model):
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"]).run
)py";

const char* const openCv = R"py(
import json, os, sys
try:
    import numpy, cv2
    cv2.dnn.readNetFromONNX
except (ImportError, AttributeError):
    sys.exit(3)
runtime = "OpenCV dnn " + cv2.__version__
def load(model):
    net = cv2.dnn.readNetFromONNX(model)
    def run(names, feeds):
        for name, samples in feeds.items():
            net.setInput(samples.astype("float32"), name)
        return [net.forward(name).copy() for name in names]
    return run
)py";

const char* const pytorch = R"py(
import importlib.util, json, os, sys
try:
    import numpy, torch
except ImportError:
    sys.exit(3)
sys.dont_write_bytecode = True
runtime = "PyTorch " + torch.__version__
def load(path):
    spec = importlib.util.spec_from_file_location("model", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    model = module.load()
    def run(names, feeds):
        answers = model.predict(*[torch.from_numpy(samples) for samples in feeds.values()])
        return [answer.detach().numpy() for answer in (answers if len(names) > 1 else [answers])]
    return run
)py";

} // namespace

std::string pythonScript()
{
    return std::string(onnxRuntime) + pythonJobs;
}

std::string opencvScript()
{
    return std::string(openCv) + pythonJobs;
}

std::string pytorchScript()
{
    return std::string(pytorch) + pythonJobs;
}

// The package is looked for in the working folder, in $NODE_PATH and where npm installs for everybody.
const char* const nodeScript = R"js(
const fs = require('fs'), path = require('path');
const folder = process.argv[1];
const places = [process.cwd(), ...(process.env.NODE_PATH || '').split(':').filter(Boolean).map(p => path.dirname(p)),
                path.join(path.dirname(process.execPath), '..', 'lib')];
let ort, name;
for (name of ['onnxruntime-node', 'onnxruntime-web']) {
    try {
        ort = require(require.resolve(name, {paths: places}));
        break;
    } catch (error) {
        ort = undefined;
    }
}
if (!ort)
    process.exit(3);
ort.env.logLevel = 'error';
if (name === 'onnxruntime-web')
    ort.env.wasm.numThreads = 1;
const arrays = {float32: Float32Array, float64: Float64Array, int32: Int32Array, uint8: Uint8Array};
function numbers(file, type) {
    const bytes = fs.readFileSync(path.join(folder, file));
    return new arrays[type](bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
async function run(job) {
    const options = {executionProviders: [name === 'onnxruntime-web' ? 'wasm' : 'cpu'], externalData: []};
    for (const file of job.data)
        options.externalData.push({path: path.basename(file), data: new Uint8Array(fs.readFileSync(file))});
    const model = name === 'onnxruntime-web' ? new Uint8Array(fs.readFileSync(job.model)) : job.model;
    const session = await ort.InferenceSession.create(model, options);
    const all = job.inputs.map(i => numbers(i.file, i.type));
    const samples = job.inputs[0].shape[0];
    const parts = [];
    for (let k = 0; k < samples; k += job.batch) {
        const count = Math.min(job.batch, samples - k);
        const feeds = {};
        job.inputs.forEach((i, n) => {
            const each = all[n].length / samples;
            feeds[i.name] = new ort.Tensor(i.type, all[n].slice(k * each, (k + count) * each),
                                           [count, ...i.shape.slice(1)]);
        });
        parts.push(await session.run(feeds));
    }
    const shapes = [];
    for (const o of job.outputs) {
        const answers = parts.map(part => part[o.name]);
        fs.writeFileSync(path.join(folder, o.file),
                         Buffer.concat(answers.map(one => Buffer.from(Float32Array.from(one.data).buffer))));
        shapes.push([answers.reduce((sum, one) => sum + one.dims[0], 0), ...answers[0].dims.slice(1)]);
    }
    await session.release();
    return {shapes};
}
(async () => {
    const results = [];
    for (const job of JSON.parse(fs.readFileSync(path.join(folder, 'job.json'), 'utf8'))) {
        try {
            results.push(await run(job));
        } catch (error) {
            results.push({error: String(error.message || error)});
        }
    }
    const version = ort.env.versions[name === 'onnxruntime-web' ? 'web' : 'node'] || ort.env.versions.common;
    console.log(JSON.stringify({runtime: 'ONNX Runtime ' + version + ' (' + name + ')', results}));
})();
)js";

} // namespace weft
