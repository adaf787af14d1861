using System.Globalization;
using Ocw.Nde.Node.Localization;

namespace Ocw.Nde.Node.Commands;

/// <summary>Shows how far the work is on standard error: one live line with rate and remaining time for a person, a line every ten seconds for a log.</summary>
internal sealed class ProgressBar(Terminal terminal, TimeProvider time)
{
    private static readonly TimeSpan LiveEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private string _phase = "";
    private long _phaseStarted;
    private long _lastShown;
    private int _lastWidth;

    /// <summary>Says how far a phase is.</summary>
    /// <param name="phase">What is going on.</param>
    /// <param name="done">Units done.</param>
    /// <param name="expected">Units in all, if known.</param>
    public void Report(LocalizedText phase, long done, long? expected)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var name = phase.In(terminal.Language);
            if (name != _phase)
            {
                (_phase, _phaseStarted, _lastShown) = (name, now, 0);
            }
            else if (time.GetElapsedTime(_lastShown, now) < (terminal.IsInteractive ? LiveEvery : LogEvery))
            {
                return;
            }
            else if (!terminal.IsInteractive && time.GetElapsedTime(_phaseStarted, now) < LogEvery)
            {
                return;
            }

            _lastShown = now;
            if (terminal.IsInteractive || time.GetElapsedTime(_phaseStarted, now) >= LogEvery)
                Show(Line(name, done, expected, time.GetElapsedTime(_phaseStarted, now)));
        }
    }

    /// <summary>Clears the live line, so that what follows starts clean.</summary>
    public void Done()
    {
        lock (_lock)
        {
            if (terminal.IsInteractive && _lastWidth > 0)
                terminal.Error.Write("\r" + new string(' ', _lastWidth) + "\r");
            (_phase, _lastWidth) = ("", 0);
        }
    }

    /// <summary>The text of the bar.</summary>
    internal static string Line(string phase, long done, long? expected, TimeSpan elapsed)
    {
        var rate = elapsed.TotalSeconds > 0.1 ? done / elapsed.TotalSeconds : 0;
        var text = string.Create(CultureInfo.InvariantCulture, $"{phase}: {done}");
        if (expected is { } all and > 0)
        {
            var part = Math.Clamp((double)done / all, 0, 1);
            var filled = (int)(part * 20);
            text = string.Create(CultureInfo.InvariantCulture, $"{phase} [{new string('#', filled)}{new string('.', 20 - filled)}] {part * 100:0}% {done}/{all}");
            if (rate > 0 && done < all)
                text += string.Create(CultureInfo.InvariantCulture, $", {TimeSpan.FromSeconds((all - done) / rate):m\\:ss}");
        }

        return rate > 0 ? text + string.Create(CultureInfo.InvariantCulture, $", {rate:0}/s") : text;
    }

    private void Show(string line)
    {
        if (!terminal.IsInteractive)
        {
            terminal.Error.WriteLine(line);
            return;
        }

        terminal.Error.Write("\r" + line.PadRight(_lastWidth));
        terminal.Error.Flush();
        _lastWidth = line.Length;
    }
}
