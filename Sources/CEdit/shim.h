// Swift cannot call variadic functions itself.
#include <histedit.h>

static inline int ow_set_text(EditLine *el, int option, const char *text) {
    return el_set(el, option, text);
}

static inline int ow_set_number(EditLine *el, int option, int number) {
    return el_set(el, option, number);
}

static inline int ow_set_prompt(EditLine *el, char *(*prompt)(EditLine *)) {
    return el_set(el, EL_PROMPT, prompt);
}

static inline int ow_set_reader(EditLine *el, int (*reader)(EditLine *, wchar_t *)) {
    return el_set(el, EL_GETCFN, reader);
}

static inline int ow_set_history(EditLine *el, History *h) {
    return el_set(el, EL_HIST, history, h);
}

static inline int ow_add_function(
    EditLine *el, const char *name, const char *help,
    unsigned char (*function)(EditLine *, int)
) {
    return el_set(el, EL_ADDFN, name, help, function);
}

static inline int ow_bind(EditLine *el, const char *key, const char *name) {
    return el_set(el, EL_BIND, key, name, (char *)0);
}

static inline int ow_history_size(History *h, int size) {
    HistEvent event;
    return history(h, &event, H_SETSIZE, size);
}

static inline int ow_history_enter(History *h, const char *line) {
    HistEvent event;
    return history(h, &event, H_ENTER, line);
}
