using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>The three ids that a triple term (RDF 1.2) is kept as: its text in the dictionary, 24 bytes.</summary>
/// <remarks>Ids never change their meaning, so neither does this text; equal triple terms have equal texts, for equal terms have equal ids.</remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TripleIds(TermId Subject, TermId Predicate, TermId Object)
{
    internal const int Bytes = 3 * sizeof(ulong);

    internal bool AreBound => Subject.IsBound && Predicate.IsBound && Object.IsBound;

    internal static TripleIds Read(ReadOnlySpan<byte> text) => new(
        new(BinaryPrimitives.ReadUInt64LittleEndian(text)),
        new(BinaryPrimitives.ReadUInt64LittleEndian(text[8..])),
        new(BinaryPrimitives.ReadUInt64LittleEndian(text[16..])));

    internal void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination, Subject.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], Predicate.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[16..], Object.Value);
    }

    /// <summary>Whether these can be a triple: subject an IRI or blank node, predicate an IRI.</summary>
    internal bool AreTriple =>
        Subject.Tag is TermTag.BlankNode or TermTag.DictionaryIri or TermTag.PackedIri && Predicate.Tag is TermTag.DictionaryIri or TermTag.PackedIri && Object.IsBound;
}
