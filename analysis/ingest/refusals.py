"""The sentences for files that are not read: file, what happened, what to do."""

from __future__ import annotations

from analysis.errors import UnreadableFileError

MAX_CHARACTERS = 20_000_000
"""Longest text of one document, in characters."""


def unreadable(name: str, code: str, message: str) -> UnreadableFileError:
    """Return the error for a file from which no text can be read."""
    return UnreadableFileError(f"{name}：{message}", code=code, file=name)


def damaged(name: str) -> UnreadableFileError:
    """Return the error for a file that breaks off or whose inside does not fit together."""
    return unreadable(
        name, "damaged_file", "文件已损坏或不完整，请重新获取一份，或用原来的软件打开后另存再导入。"
    )


def locked(name: str) -> UnreadableFileError:
    """Return the error for a file that opens with a password only."""
    return unreadable(name, "locked_file", "有密码保护，请解除密码后再导入。")


def without_text(name: str) -> UnreadableFileError:
    """Return the error for a document that holds pictures at most."""
    return unreadable(
        name, "no_text", "文件里没有文字（可能只有图片），请先做 OCR 或粘贴文字再导入。"
    )


def json_without_text(name: str) -> UnreadableFileError:
    """Return the error for JSON in which nothing is a document."""
    message = (
        "是 JSON，但里面没有可以成为文档的文字，没有读取；"
        "文字要写在对象里（例如“正文”或 text 键下），请改好再导入。"
    )
    return unreadable(name, "json_without_text", message)


def too_long(name: str, size: int, limit: int = MAX_CHARACTERS) -> UnreadableFileError:
    """Return the error for a text above the limit; both in characters."""
    message = (
        f"太大（{size / 1_000_000:.0f} 百万字符），超过单个文件的上限"
        f" {limit / 1_000_000:g} 百万字符，请拆成几个文件再导入。"
    )
    return unreadable(name, "too_long", message)


def too_large(name: str, size: int, limit: int) -> UnreadableFileError:
    """Return the error for a file above the limit; both in bytes."""
    message = (
        f"太大（{size / 1_000_000:.0f} MB），超过单个文件的上限"
        f" {limit / 1_000_000:g} MB，请拆成几个文件再导入。"
    )
    return unreadable(name, "too_long", message)


def crashed(name: str) -> UnreadableFileError:
    """Return the error for a file on which a reader broke down."""
    message = "读取时内存不够或程序出错，没有导入；请另存为文本或换一份文件再导入。"
    return unreadable(name, "reader_crashed", message)


def bloated(name: str) -> UnreadableFileError:
    """Return the error for a file that grows beyond measure when it is unpacked."""
    return unreadable(
        name, "bloated_file", "解开后大得不正常，可能是恶意文件，没有读取；请换一份。"
    )
