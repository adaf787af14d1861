using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Node.Commands.Input;

/// <summary>
/// What is doubtful in the inputs of a verb, line by line on standard error: at most <see cref="MostShown"/> lines, then their number. Where reading is
/// lenient, also the lines of N-Triples and N-Quads that are left out, with a ceiling on them.
/// </summary>
internal sealed class ReadingTrouble(Terminal terminal, bool lenient)
{
    /// <summary>How many notices are shown; the others are counted.</summary>
    public const int MostShown = 100;

    /// <summary>How many bad lines a lenient reading leaves out before it takes the input for something else than it should be.</summary>
    public const int MostBadLines = 100_000;

    private long _notices;
    private long _badLines;

    /// <summary>The options of a reader that tells of trouble here.</summary>
    public RdfReaderOptions Apply(RdfReaderOptions options) => options with { Lenient = lenient, OnNotice = Show, OnBadLine = lenient ? LeaveOut : null };

    /// <summary>Says how many there were beyond what was shown, and how many lines were left out.</summary>
    public void Conclude()
    {
        if (_notices > MostShown)
            terminal.Say($"… en nog {_notices - MostShown:N0} meldingen.", $"… and {_notices - MostShown:N0} more notices.");
        if (_badLines > 0)
            terminal.Say($"{_badLines:N0} regels waren geen geldige statements en zijn overgeslagen.", $"{_badLines:N0} lines were not valid statements and were left out.");
    }

    private void Show(RdfNotice notice) => Show(notice.ToString());

    private void LeaveOut(RdfSyntaxException fault)
    {
        Show(fault.Message);
        if (++_badLines > MostBadLines)
        {
            throw new UserException(new(
                $"Meer dan {MostBadLines:N0} regels zijn geen geldige statements; is dit wel de goede syntaxis?", $"More than {MostBadLines:N0} lines are not valid statements; is this the right syntax?"));
        }
    }

    private void Show(string text)
    {
        if (++_notices <= MostShown)
            terminal.Error.WriteLine(text);
    }
}
