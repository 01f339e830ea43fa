#include "tests/support/serving.h"

#include "engine/graph/write_project.h"
#include "tests/support/patience.h"
#include "tests/support/small_projects.h"
#include "tests/support/weft_program.h"

#include <QFile>

#include <arpa/inet.h>
#include <mutex>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <random>
#include <sys/socket.h>
#include <unistd.h>

namespace weft {

namespace {

std::string requestBytes(const std::string& method, const std::string& target, const std::string& body,
                         const std::vector<std::string>& fields)
{
    std::string bytes = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n";
    for (const std::string& field : fields)
        bytes += field + "\r\n";
    if (!body.empty() || method == "POST")
        bytes += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return bytes + "\r\n" + body;
}

} // namespace

Serving::Serving(ModelServerOptions options)
{
    options.port = 0;
    m_server = std::make_unique<ModelServer>(options);
    m_thread = std::thread([this] { m_server->run(); });
}

Serving::~Serving()
{
    stop();
}

void Serving::stop()
{
    if (!m_thread.joinable())
        return;
    m_server->stop();
    m_thread.join();
}

std::string Answer::error() const
{
    if (fields.find("content-type") == fields.end() || fields.at("content-type") != "application/json")
        return {};
    const Json said = json();
    const Json* const sentence = said.find("error");
    return sentence != nullptr && sentence->isString() ? sentence->asString() : "";
}

Client::Client(int port)
    : m_socket(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(uint16_t(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval wait = {.tv_sec = patience / 1000, .tv_usec = 0};
    const int on = 1;
    setsockopt(m_socket.get(), SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    setsockopt(m_socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(m_socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        m_socket.reset();
}

bool Client::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::send(m_socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        bytes.remove_prefix(size_t(count));
    }
    return true;
}

Answer Client::receive(bool withBody)
{
    const auto more = [this] {
        char bytes[16384];
        const ssize_t count = recv(m_socket.get(), bytes, sizeof bytes, 0);
        if (count > 0)
            m_received.append(bytes, size_t(count));
        return count > 0;
    };
    size_t end = 0;
    while ((end = m_received.find("\r\n\r\n")) == std::string::npos) {
        if (!more())
            return {};
    }
    Answer answer {.status = std::atoi(m_received.c_str() + 9)};
    size_t start = m_received.find("\r\n") + 2;
    while (start < end + 2) {
        const size_t lineEnd = m_received.find("\r\n", start);
        const size_t colon = m_received.find(": ", start);
        const QString name = QString::fromStdString(m_received.substr(start, colon - start)).toLower();
        answer.fields[name.toStdString()] = m_received.substr(colon + 2, lineEnd - colon - 2);
        start = lineEnd + 2;
    }
    m_received.erase(0, end + 4);
    if (answer.status == 100 || !withBody)
        return answer;
    const auto length = answer.fields.find("content-length");
    const size_t bytes = length != answer.fields.end() ? std::stoul(length->second) : 0;
    while (m_received.size() < bytes) {
        if (!more())
            return {};
    }
    answer.body = m_received.substr(0, bytes);
    m_received.erase(0, bytes);
    return answer;
}

Answer Client::ask(const std::string& method, const std::string& target, const std::string& body,
                   const std::vector<std::string>& fields)
{
    send(requestBytes(method, target, body, fields));
    return receive(method != "HEAD");
}

bool Client::isClosedByServer()
{
    char bytes[4096];
    for (;;) {
        const ssize_t count = recv(m_socket.get(), bytes, sizeof bytes, 0);
        if (count <= 0)
            return count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
    }
}

Answer ask(int port, const std::string& method, const std::string& target, const std::string& body,
           const std::vector<std::string>& fields)
{
    return Client(port).ask(method, target, body, fields);
}

int sendMutatedRequests(int port, int count, unsigned seed, std::string& mistake)
{
    std::mt19937 random(seed);
    const std::string body = R"({"inputs":[{"name":"point","shape":[1,2],"datatype":"FP32","data":[1,2]}]})";
    const std::vector<std::string> seeds = {
        "POST /v2/models/spirals/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size())
            + "\r\n\r\n" + body,
        "POST /predict?top=3&model=spirals HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n[1,2]",
        "POST /predict HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[1,2]\r\n0\r\n\r\n",
        "GET /v2/models/shapes/versions/1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    };
    const std::vector<std::string> words = {"\r\n", "\0",      "-1",       "99999999999999999999",  "%00",      "%zz",
                                            "[",    "{\"a\":", "HTTP/2.0", "Content-Length: 7\r\n", "\xff\xfe", "1e999",
                                            "null"};
    std::vector<std::string> mutated;
    for (int i = 0; i < count; ++i) {
        std::string bytes = seeds[random() % seeds.size()];
        for (unsigned mutations = 1 + random() % 3; mutations > 0; --mutations) {
            const size_t at = random() % bytes.size();
            const unsigned kind = random() % 4;
            if (kind == 0)
                bytes[at] = char(random());
            else if (kind == 1)
                bytes.insert(at, words[random() % words.size()]);
            else if (kind == 2 && bytes.size() > 10)
                bytes.erase(at, 1 + random() % 8);
            else
                bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 30));
        }
        mutated.push_back(bytes);
    }
    std::atomic<size_t> next = 0;
    std::atomic<int> answered = 0;
    std::mutex mutex;
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i) {
        threads.emplace_back([&] {
            for (size_t at = next++; at < mutated.size(); at = next++) {
                Client client(port);
                client.send(mutated[at]);
                const Answer answer = client.receive();
                if (answer.status == 0)
                    continue;
                ++answered;
                const bool expected = answer.status < 500 || answer.status == 501 || answer.status == 505;
                if (expected && (answer.status < 400 || !answer.error().empty()))
                    continue;
                const std::lock_guard lock(mutex);
                mistake = std::to_string(answer.status) + " for " + mutated[at];
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    return answered;
}

Project answeringSpirals(int64_t samples)
{
    Project project = spirals(samples);
    project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
    return project;
}

Project answeringShapes(int64_t samples)
{
    Project project = shapes(samples);
    project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
    return project;
}

std::string trained(const DataFolder& folder, const std::string& name, const Project& project)
{
    const std::string file = folder.write(name + ".weft", QByteArray::fromStdString(writeProject(project)));
    const Said said = runWeft({"train", QString::fromStdString(file)});
    if (said.code != 0)
        qFatal("%s", qPrintable(said.err + said.out));
    return file;
}

TrainedModels::TrainedModels()
    : spirals(trained(folder, "spirals", answeringSpirals()))
    , shapes(trained(folder, "shapes", answeringShapes()))
{
}

ModelServerOptions TrainedModels::options() const
{
    ModelServerOptions made;
    made.models = {{"spirals", spirals}, {"shapes", shapes}};
    made.store.mostTogether = 8;
    return made;
}

int64_t residentBytes()
{
    QFile file("/proc/self/statm");
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

} // namespace weft
