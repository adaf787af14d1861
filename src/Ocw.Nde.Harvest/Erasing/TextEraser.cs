namespace Ocw.Nde.Harvest;

/// <summary>Copies a text without some ranges of it, and without the separators that would be left over.</summary>
internal static class TextEraser
{
    private const int PartLength = 64 << 10;

    // So much may be left around a record that is the whole document: a declaration, a comment.
    private const int LeftOver = 8 << 10;

    /// <summary>Copies. Nothing at all is written when only declarations and white space are left.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ranges">The ranges, in order, apart from each other.</param>
    /// <param name="target">Receives UTF-8; with a BOM if the text was written in something else, so that its own declaration is not believed.</param>
    public static void Copy(Utf8Text text, IReadOnlyList<TextRange> ranges, Stream target)
    {
        using var output = new HeldOutput(target, text.EncodingName == "utf-8" ? [] : "\uFEFF"u8.ToArray());
        var at = 0L;
        foreach (var range in ranges)
        {
            Pass(text, range.Start - at, output);
            Pass(text, range.Length, null);
            at = range.Start + range.Length;
            if (range.Separator != 0)
                output.DropSeparator(range.Separator);
        }

        Pass(text, long.MaxValue, output);
    }

    private static void Pass(Utf8Text text, long count, HeldOutput? output)
    {
        var part = new byte[PartLength];
        for (var left = count; left > 0;)
        {
            var read = text.Read(part.AsSpan(0, (int)Math.Min(part.Length, left)));
            if (read == 0)
                return;
            output?.Write(part.AsSpan(0, read));
            left -= read;
        }
    }

    /// <summary>Holds back the end of what was written, for a separator before a range, and drops the one behind it if there is none before.</summary>
    private sealed class HeldOutput(Stream target, byte[] preamble) : IDisposable
    {
        private readonly MemoryStream _held = new();
        private byte _pending;
        private bool _passed;

        public void Write(ReadOnlySpan<byte> bytes)
        {
            if (_pending != 0)
            {
                var rest = bytes.TrimStart(" \t\r\n"u8);
                if (rest.IsEmpty)
                    return;
                // The range was the first of its list: the separator behind it goes.
                bytes = rest[0] == _pending ? rest[1..] : rest;
                _pending = 0;
            }

            _held.Write(bytes);
            if (_held.Length > 2 * LeftOver)
                PassOn((int)_held.Length - LeftOver);
        }

        public void DropSeparator(byte separator)
        {
            var held = Held.TrimEnd(" \t\r\n"u8);
            if (held.Length > 0 && held[^1] == separator)
                _held.SetLength(held.Length - 1);
            else
                _pending = separator;
        }

        public void Dispose()
        {
            if (_passed || !IsNothing(Held))
                PassOn((int)_held.Length);
            _held.Dispose();
        }

        private ReadOnlySpan<byte> Held => _held.GetBuffer().AsSpan(0, (int)_held.Length);

        private void PassOn(int count)
        {
            if (!_passed)
                target.Write(preamble);
            _passed = true;
            target.Write(Held[..count]);
            var rest = Held[count..].ToArray();
            _held.SetLength(0);
            _held.Write(rest);
        }

        // White space, <?…?>, <!…>.
        private static bool IsNothing(ReadOnlySpan<byte> text)
        {
            while (true)
            {
                text = text.TrimStart(" \t\r\n"u8);
                if (text.IsEmpty)
                    return true;
                var end = text.StartsWith("<!--"u8) ? text.IndexOf("-->"u8) + 2 : text.StartsWith("<?"u8) || text.StartsWith("<!"u8) ? text.IndexOf((byte)'>') : -1;
                if (end < 2)
                    return false;
                text = text[(end + 1)..];
            }
        }
    }
}
