namespace Ocw.Nde.Mapping.Dates;

/// <summary>What a source says about a time: a date or an interval, how sure it is, and whether it is open at one end.</summary>
/// <param name="Start">The first date; <see langword="null"/> when only an end is given («before 1650»).</param>
/// <param name="End">The last date; <see langword="null"/> when only a begin is given («after 1650»).</param>
internal sealed record DateReading(PartialDate? Start, PartialDate? End)
{
    /// <summary>Whether the source says «about».</summary>
    public bool Approximate { get; init; }

    /// <summary>Whether the source doubts it («1650?»).</summary>
    public bool Uncertain { get; init; }

    /// <summary>A single date.</summary>
    public static DateReading Of(PartialDate date) => new(date, date);

    /// <summary>Whether it says more than one single sure date.</summary>
    public bool IsMoreThanADate => Approximate || Uncertain || Start != End;

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

    /// <summary>Extended Date/Time Format (ISO 8601-2), level 1: <c>1650~</c>, <c>1600/1649</c>, <c>../1650</c>.</summary>
    public string ToEdtf()
    {
        var mark = (Approximate, Uncertain) switch
        {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            _ => "",
        };
        if (Start is { } single && Start == End)
            return single + mark;
        return $"{(Start is { } start ? start + mark : "..")}/{(End is { } end ? end + mark : "..")}";
    }

    /// <summary>ISO 8601 for <c>schema:temporalCoverage</c>: a date or interval without marks.</summary>
    public string ToInterval() => Start is { } single && Start == End ? single.ToString() : $"{Start?.ToString() ?? ".."}/{End?.ToString() ?? ".."}";

    /// <summary>The shortest time that holds both.</summary>
    public DateReading Hull(DateReading other)
    {
        var start = Start is { } a && other.Start is { } b ? (b.BeginsBefore(a) ? b : a) : (PartialDate?)null;
        var end = End is { } c && other.End is { } d ? (d.EndsAfter(c) ? d : c) : (PartialDate?)null;
        return new DateReading(start, end) { Approximate = Approximate || other.Approximate, Uncertain = Uncertain || other.Uncertain };
    }
}
