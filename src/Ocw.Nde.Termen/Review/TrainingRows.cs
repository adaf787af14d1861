using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ocw.Nde.Termen.Review;

/// <summary>Decisions as rows to learn from: what was offered, with its score and reasons, and which of it was right. No person and no institution stands in them.</summary>
/// <remarks>One JSON object a line, in the form of <c>align --gold</c>: <c>id</c>, <c>query</c>, <c>lang</c>, <c>field</c>, <c>expect</c> (empty: there is no term), <c>relation</c>, and <c>offered</c>.</remarks>
public static class TrainingRows
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the decisions that hold.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="log">The decisions.</param>
    /// <param name="source">Only those to which this terminology source offered a term, with its terms alone: a set to learn from has the terms of one source.</param>
    /// <returns>How many rows.</returns>
    public static int Write(Stream target, ReviewLog log, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(log);
        var ledger = log.Current;
        var rows = 0;
        foreach (var one in log.Events().Where(e => e.Verdict is ReviewVerdict.Accept or ReviewVerdict.NoneOfThese or ReviewVerdict.NoTerm))
        {
            // Only what was not followed by another word, nor taken back.
            if (ledger.StateOf(ReviewSubject.Of(one), one.Dataset, one.Language).Last?.Id != one.Id)
                continue;
            if (source is not null && !one.Offered.Any(term => term.Source == source))
                continue;
            using (var json = new Utf8JsonWriter(target, s_options))
                Write(json, one, source);
            target.WriteByte((byte)'\n');
            rows++;
        }

        return rows;
    }

    private static void Write(Utf8JsonWriter json, ReviewEvent one, string? source)
    {
        var others = one.Offered.Where(term => source is not null && term.Source != source).Select(term => term.Term).ToHashSet(StringComparer.Ordinal);
        json.WriteStartObject();
        json.WriteString("id", one.Id);
        json.WriteString("query", one.Literal);
        if (one.Language is not null)
            json.WriteString("lang", one.Language);
        json.WriteString("field", one.Field);
        json.WriteStartArray("expect");
        foreach (var term in one.Verdict == ReviewVerdict.Accept ? one.Terms.Where(term => !others.Contains(term)) : [])
            json.WriteStringValue(term);
        json.WriteEndArray();
        json.WriteString("relation", one.Relation.ToString());
        json.WriteStartArray("offered");
        foreach (var term in one.Offered.Where(term => !others.Contains(term.Term)))
        {
            json.WriteStartObject();
            json.WriteString("term", term.Term);
            json.WriteString("source", term.Source);
            json.WriteNumber("score", term.Score);
            json.WriteBoolean("right", one.Verdict == ReviewVerdict.Accept && one.Terms.Contains(term.Term, StringComparer.Ordinal));
            json.WriteStartArray("reasons");
            foreach (var reason in term.Reasons)
                json.WriteStringValue(reason);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
