using Ocw.Nde.Mapping.Dates;
using Ocw.Nde.Mapping.Lifting;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Columns;

/// <summary>A date that is spread over fields: begin, end, and how precise they are.</summary>
internal sealed class DateFields(ValueReader start, ValueReader end, FieldPath[] precision, IReadOnlyList<FieldPath> all)
{
    /// <summary>The fields that take part.</summary>
    public IReadOnlyList<FieldPath> All { get; } = all;

    /// <summary>The dates of an element as EDTF (or for <c>temporalCoverage</c> as intervals); what cannot be read stays as it is, so that finishing can say so.</summary>
    /// <param name="scope">The element.</param>
    /// <param name="whole">The values of the rule's <c>from</c>: dates in words, used where begin and end say nothing.</param>
    /// <param name="interval">Whether an interval is asked for.</param>
    /// <param name="within">The value of the rule around it.</param>
    public IEnumerable<Literal> Read(SourceNode scope, ValueReader whole, bool interval, RuleValue? within)
    {
        var about = precision.SelectMany(p => p.Select(scope)).Where(n => n.HasText).Select(n => n.Text!.Trim()).FirstOrDefault();
        var starts = RuleValues.Parallel(start.Read(scope), within).ToList();
        var ends = RuleValues.Parallel(end.Read(scope), within).ToList();
        var found = false;
        for (var i = 0; i < Math.Max(starts.Count, ends.Count); i++)
        {
            var first = i < starts.Count ? starts[i].Text : null;
            var last = i < ends.Count ? ends[i].Text : null;
            var reading = DateReader.Between(WithPrecision(first, about), first is null ? WithPrecision(last, about) : last, about is null ? DateDoubt.None : DateReader.DoubtOf(about));
            if (reading is not null)
            {
                found = true;
                yield return interval ? new Literal(reading.ToInterval(), Vocabulary.Edtf) : new Literal(reading.ToEdtf(), Vocabulary.Edtf);
            }
            else
            {
                yield return new Literal(first ?? last!);
            }
        }

        if (found)
            yield break;
        foreach (var value in RuleValues.Parallel(whole.Read(scope), within))
            yield return new Literal(WithPrecision(value.Text, about)!);
    }

    // «circa», «na», «voor» in a field of their own are read with the date, where that makes sense; of a longer text («?c.1785») only «about» is taken.
    private static string? WithPrecision(string? date, string? precision)
    {
        if (date is null || precision is null)
            return date;
        if (DateReader.Read($"{precision} {date}") is not null)
            return $"{precision} {date}";
        return DateReader.DoubtOf(precision).HasFlag(DateDoubt.Approximate) ? "ca. " + date : date;
    }
}
