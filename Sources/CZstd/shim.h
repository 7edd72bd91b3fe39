#ifndef OW_CZSTD_SHIM_H
#define OW_CZSTD_SHIM_H

#include <zstd.h>

#endif
