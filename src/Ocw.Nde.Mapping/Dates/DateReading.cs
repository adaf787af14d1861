namespace Ocw.Nde.Mapping.Dates;

/// <summary>What a source says about a time: a date or an interval, how sure it is of either end, and whether it is open at one end.</summary>
/// <param name="Start">The first date; <see langword="null"/> when only an end is given («before 1650»).</param>
/// <param name="End">The last date; <see langword="null"/> when only a begin is given («after 1650»).</param>
internal sealed record DateReading(PartialDate? Start, PartialDate? End)
{
    /// <summary>How sure the source is of the begin.</summary>
    public DateDoubt StartDoubt { get; init; }

    /// <summary>How sure the source is of the end.</summary>
    public DateDoubt EndDoubt { get; init; }

    /// <summary>A single date.</summary>
    public static DateReading Of(PartialDate date) => new(date, date);

    /// <summary>The years from one to another, both included.</summary>
    public static DateReading Years(int first, int last) => new(new PartialDate(first), new PartialDate(last));

    /// <summary>Whether it says more than one single sure date.</summary>
    public bool IsMoreThanADate => Start != End || (StartDoubt | EndDoubt) != DateDoubt.None;

    /// <summary>The single date that SCHEMA-AP-NDE asks for: what begin and end have in common, else the year of the begin; nothing when an end is open.</summary>
    public PartialDate? Single
    {
        get
        {
            if (Start is not { } start || End is not { } end)
                return null;
            return PartialDate.Common(start, end) ?? new PartialDate(start.Year);
        }
    }

    /// <summary>The same time, with further doubt about the ends that it has.</summary>
    public DateReading Doubted(DateDoubt doubt) => this with
    {
        StartDoubt = Start is null ? DateDoubt.None : StartDoubt | doubt,
        EndDoubt = End is null ? DateDoubt.None : EndDoubt | doubt,
    };

    /// <summary>Only the begin is known: «after».</summary>
    public DateReading OpenEnd() => this with { End = null, EndDoubt = DateDoubt.None };

    /// <summary>Only the end is known: «before».</summary>
    public DateReading OpenStart() => this with { Start = null, StartDoubt = DateDoubt.None };

    /// <summary>From the begin of this to the end of another. An end before the begin is a mistake of entry: the two are exchanged.</summary>
    public DateReading To(DateReading other)
    {
        if (Start is { } start && other.End is { } end && end.BeginsBefore(start) && PartialDate.Common(start, end) is null)
            return new DateReading(other.Start ?? end, End ?? start) { StartDoubt = other.StartDoubt, EndDoubt = EndDoubt };
        return new DateReading(Start, other.End) { StartDoubt = StartDoubt, EndDoubt = other.EndDoubt };
    }

    /// <summary>Extended Date/Time Format (ISO 8601-2), level 1: <c>1650~</c>, <c>1600/1649</c>, <c>../1650</c>.</summary>
    public string ToEdtf()
    {
        if (Start is { } single && Start == End && StartDoubt == EndDoubt)
            return single + Mark(StartDoubt);
        return $"{(Start is { } start ? start + Mark(StartDoubt) : "..")}/{(End is { } end ? end + Mark(EndDoubt) : "..")}";
    }

    /// <summary>ISO 8601 for <c>schema:temporalCoverage</c>: a date or interval without marks.</summary>
    public string ToInterval() => Start is { } single && Start == End ? single.ToString() : $"{Start?.ToString() ?? ".."}/{End?.ToString() ?? ".."}";

    /// <summary>The shortest time that holds both.</summary>
    public DateReading Hull(DateReading other)
    {
        var first = Start is { } a && other.Start is { } b ? (b.BeginsBefore(a) ? other : this) : OpenStart();
        var last = End is { } c && other.End is { } d ? (d.EndsAfter(c) ? other : this) : OpenEnd();
        return new DateReading(first.Start, last.End) { StartDoubt = first.StartDoubt, EndDoubt = last.EndDoubt };
    }

    private static string Mark(DateDoubt doubt) => doubt switch
    {
        DateDoubt.Approximate => "~",
        DateDoubt.Uncertain => "?",
        DateDoubt.None => "",
        _ => "%",
    };
}
