#include "engine/backends/load.h"
#include "engine/compiler/passes.h"
#include "engine/layers/formula/formula.h"
#include "engine/runtime/executable.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace weft;

namespace {

constexpr double x = 0.75, y = -2.5, z = 3;

double valueOf(const std::string& text)
{
    const Formula formula(text);
    Program program;
    Builder builder(program);
    Values in;
    for (const double number : {x, y, z, 0.0})
        in.push_back(constant(builder, number, DType::f64));
    builder.output("result", formula.build(builder, DType::f64, in));
    const std::unique_ptr<Backend> backend = loadBackend("cpu");
    optimize(program, *backend);
    States states(*backend, 1);
    Executable executable(std::move(program), states);
    executable.run();
    double result = 0;
    executable.read(0, std::as_writable_bytes(std::span(&result, 1)));
    return result;
}

QString mistakeIn(const std::string& text, int& position)
{
    try {
        Formula formula(text);
    } catch (const FormulaError& error) {
        position = error.position;
        return QString::fromUtf8(error.what());
    }
    return "accepted";
}

} // namespace

class TestFormula : public QObject {
    Q_OBJECT
private slots:
    void formulasAreCalculatedAsInMathematics_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<double>("value");
        const auto row = [](const char* text, double value) { QTest::newRow(text) << QByteArray(text) << value; };
        row("1 + 2 * 3 - 4 / 2", 5);
        row("8 / 4 / 2", 1);
        row("2 - 3 - 4", -5);
        row("-3^2", -9);
        row("2^3^2", 512);
        row("2^-1", 0.5);
        row("--x", x);
        row("(x + y) * z", (x + y) * z);
        row("y^2 + x^0.5", y * y + std::sqrt(x));
        row("y^3", y * y * y);
        row(" x\t*\nx ", x * x);
        row(".5 + 1e-1 + 2.", 2.6);
        row("x < 1", 1);
        row("x >= 1", 0);
        row("x != y", 1);
        row("x == x", 1);
        row("(x > 0) * (x <= 0.75)", 1);
        row("select(y < 0, -y, y)", -y);
        row("clamp(y, -1, 1) + min(x, z) + max(x, z)", -1 + x + z);
        row("pi * e", 3.14159265358979323846 * 2.71828182845904523536);
        row("x * sigmoid(1.7 * x)", x / (1 + std::exp(-1.7 * x)));
        row("softplus(x) - log(1 + exp(x))", 0);
        row("gelu(x)", 0.5 * x * (1 + std::erf(x / std::sqrt(2))));
        row("floor(y) + ceil(y) + round(y)", -3 - 2 - 2);
        row("sin(x)^2 + cos(x)^2 + tan(x) - sin(x) / cos(x)", 1);
        row("abs(y) + sign(y) + relu(y) + square(y) + pow(z, 3)", 2.5 - 1 + 6.25 + 27);
        row("tanh(x) + erf(x) + swish(x) + sqrt(z)",
            std::tanh(x) + std::erf(x) + x / (1 + std::exp(-x)) + std::sqrt(z));
    }
    void formulasAreCalculatedAsInMathematics()
    {
        QFETCH(QByteArray, text);
        QFETCH(double, value);
        const double found = valueOf(text.toStdString());
        QVERIFY2(std::fabs(found - value) < 1e-9, QByteArray::number(found, 'g', 17));
    }

    void mistakesPointAtTheirCharacter_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("position");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* text, int position, const char* says) {
            QTest::addRow("%s", text) << QString(text) << position << QString(says);
        };
        row("", 0, "empty");
        row("   ", 0, "empty");
        row("x + sigmod(x)", 4, "There is no function \"sigmod\"; did you mean \"sigmoid\"?");
        row("x * foo(x)", 4, "there are abs, sign");
        row("sin x", 0, "\"sin\" is a function");
        row("x + max", 4, "write what it is of: max(x, y)");
        row("2 * q", 4, "There is no input \"q\"; the inputs are x, y, z and w.");
        row("alpha * x", 0, "There is no input \"alpha\"");
        row("2x", 1, "write * to multiply");
        row("(x)(y)", 3, "write * to multiply");
        row("x +", 3, "breaks off");
        row("x * * y", 4, "\"*\" has no meaning");
        row("x ** 2", 2, "Write ^ for powers.");
        row("(x + 1", 0, "never closed");
        row("exp(x", 3, "never closed");
        row("exp(x y)", 6, "An operator is missing");
        row("x)", 1, "no parenthesis open");
        row("exp()", 0, "takes 1 value, but has 0");
        row("max(x)", 0, "takes 2 values, but has 1");
        row("max(x, 1, 2, 3)", 0, "takes 2 values, but has 4");
        row("max(x, )", 7, "missing before \")\"");
        row("()", 1, "missing before \")\"");
        row("1,5 * x", 1, "write decimals with a point");
        row("y = x", 2, "Write == to compare");
        row("0 < x < 1", 6, "Comparisons cannot follow one another");
        row("1e999", 0, "too large or too small");
        row(".", 0, "A number needs digits");
        row("1.2.3", 3, "An operator is missing");
        row("x & y", 2, "\"&\" has no meaning");
        row("3 × x", 2, "\"×\" has no meaning");
        row("x × × y", 2, "\"×\" has no meaning");
        row("é + q(x)", 0, "\"é\" has no meaning");
        row("x + 1é", 5, "\"é\" has no meaning");
        row("\xF0\x9F\x98", 0, "has no meaning");
    }
    void mistakesPointAtTheirCharacter()
    {
        QFETCH(QString, text);
        QFETCH(int, position);
        QFETCH(QString, says);
        int found = -1;
        const QString mistake = mistakeIn(text.toStdString(), found);
        QVERIFY2(mistake.contains(says), qPrintable(mistake));
        QCOMPARE(found, position);
    }

    void formulasHaveLimits()
    {
        int position = -1;
        QVERIFY(mistakeIn(std::string(100000, '('), position).contains("longer than"));
        for (const char* opening : {"(", "-", "exp(", "2^"}) {
            std::string deep;
            while (deep.size() < 1500)
                deep += opening;
            QVERIFY2(mistakeIn(deep + "x", position).contains("nested more than"), opening);
        }
        QCOMPARE(mistakeIn("x" + std::string(Formula::maxLength, ' '), position).left(11), QString("The formula"));
        std::string wide = "x";
        while (wide.size() < 1900)
            wide += " + x";
        QCOMPARE(mistakeIn(wide, position), QString("accepted"));
    }

    // Any row of tokens or bytes is either refused with a place inside the text, or builds.
    void noTextCrashes()
    {
        const std::vector<std::string> pieces = {
            "x", "y", "z", "w",  "1",  "2.5", ".",   "e",    "pi",      "(",        ")", ",", "+",    "-", "*",
            "/", "^", "<", "<=", "==", "!=",  "exp", "max(", "select(", "sigmoid(", " ", "é", "\xFF", "=", "foo"};
        std::mt19937 random(7);
        int accepted = 0;
        for (int round = 0; round < 50000; ++round) {
            std::string text;
            for (unsigned length = random() % 12; length > 0; --length)
                text += random() % 20 == 0 ? std::string(1, char(random())) : pieces[random() % pieces.size()];
            try {
                const Formula formula(text);
                Program program;
                Builder builder(program);
                const Value input = builder.input("x", {2}, DType::f32);
                formula.build(builder, DType::f32, std::vector<Value>(4, input));
                QCOMPARE(verify(program), std::string());
                ++accepted;
            } catch (const FormulaError& error) {
                QVERIFY2(error.position >= 0 && error.position <= int(text.size()), text.c_str());
            }
        }
        QVERIFY(accepted > 500);
    }
};

QTEST_APPLESS_MAIN(TestFormula)
#include "tst_formula.moc"
