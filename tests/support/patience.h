#pragma once

#include <QTest>

// How long a test waits for what must come (milliseconds). It costs nothing where the thing comes, and a machine that
// does other work beside may take far longer than the five seconds of Qt Test. Where this is included, everything that
// tries waits so long; tests/CMakeLists.txt includes it before all of the window's tests.
inline constexpr int patience = 60'000;

#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(expr) QTRY_VERIFY_WITH_TIMEOUT(expr, patience)
#define QTRY_VERIFY2(expr, message) QTRY_VERIFY2_WITH_TIMEOUT(expr, message, patience)
#define QTRY_COMPARE(expr, expected) QTRY_COMPARE_WITH_TIMEOUT(expr, expected, patience)
