#pragma once
#include <QtGlobal>

// QCustomPlot's header needs the keywords that QT_NO_KEYWORDS takes away; they exist for its lines only.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach
