using System.Buffers;
using System.Buffers.Binary;
using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Joins;

/// <summary>Subjects as bytes, for the build side of a join.</summary>
internal static class TermPayload
{
    /// <summary>Writes one subject.</summary>
    public static void Write(in GeneratedTerm term, ArrayBufferWriter<byte> target)
    {
        var span = target.GetSpan(5);
        span[0] = (byte)term.Kind;
        BinaryPrimitives.WriteInt32LittleEndian(span[1..], term.Value.Length);
        target.Advance(5);
        target.Write(term.Value.Span);
    }

    /// <summary>Adds the subjects of a payload.</summary>
    public static void Read(ReadOnlyMemory<byte> payload, TermList terms)
    {
        while (!payload.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(payload.Span[1..]);
            terms.Add(new GeneratedTerm((TermKind)payload.Span[0], payload.Slice(5, length)));
            payload = payload[(5 + length)..];
        }
    }
}
