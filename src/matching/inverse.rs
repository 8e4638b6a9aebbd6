//! The inverse of a regularized kernel, as far as anybody asks for it.
//!
//! All of it happens in the place of the kernel's matrix, the largest thing in memory: it becomes its Cholesky factor `L`,
//! and that becomes its own inverse. The whole inverse `L⁻ᵀ·L⁻¹` is never written down.

use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::cholesky::llt::factor::{
    LltRegularization, cholesky_in_place, cholesky_in_place_scratch,
};
use faer::linalg::triangular_inverse::invert_lower_triangular;
use faer::linalg::triangular_solve::{
    solve_lower_triangular_in_place, solve_upper_triangular_in_place,
};
use faer::reborrow::{Reborrow, ReborrowMut};
use faer::{Mat, MatMut, MatRef, Par, Spec};

/// Below this size a triangular matrix is inverted in one piece, beside a copy.
const SMALL: usize = 64;

/// `L⁻¹`, lower triangular, of the Cholesky factor `L` of a matrix, column by column.
pub(super) struct InverseFactor {
    columns: Vec<f32>,
    size: usize,
}

impl InverseFactor {
    /// Takes the place of a symmetric matrix, after adding `ridge` to its diagonal; nothing for an empty one, and where
    /// rounding kept it from being positive definite.
    pub(super) fn of(mut matrix: Vec<f32>, size: usize, ridge: f32) -> Option<Self> {
        if size == 0 {
            return None;
        }
        for i in 0..size {
            matrix[i * size + i] += ridge;
        }
        let mut lower = MatMut::from_column_major_slice_mut(&mut matrix, size, size);
        let scratch = cholesky_in_place_scratch::<f32>(size, Par::Seq, Spec::default());
        let mut scratch = MemBuffer::new(scratch);
        let scratch = MemStack::new(&mut scratch);
        let regularization = LltRegularization::default();
        let parameters = Spec::default();
        cholesky_in_place(
            lower.rb_mut(),
            regularization,
            Par::Seq,
            scratch,
            parameters,
        )
        .ok()?;
        invert_in_place(lower);
        // Above the diagonal the matrix from before still stands.
        for column in 0..size {
            matrix[column * size..column * size + column].fill(0.0);
        }
        Some(Self {
            columns: matrix,
            size,
        })
    }

    /// The inverse times another matrix.
    pub(super) fn times(&self, right: &Mat<f32>) -> Mat<f32> {
        self.factor().transpose() * (self.factor() * right)
    }

    /// A number on the inverse's diagonal: the square of a column.
    pub(super) fn diagonal(&self, number: usize) -> f64 {
        let column = self.column(number).iter().map(|&value| f64::from(value));
        column.map(|value| value * value).sum()
    }

    /// Some rows and columns of the inverse.
    pub(super) fn block(&self, chosen: &[usize]) -> Mat<f64> {
        let columns: Vec<f32> = chosen
            .iter()
            .flat_map(|&i| self.column(i))
            .copied()
            .collect();
        let columns = MatRef::from_column_major_slice(&columns, self.size, chosen.len());
        let block = columns.transpose() * columns;
        Mat::from_fn(chosen.len(), chosen.len(), |i, j| f64::from(block[(i, j)]))
    }

    fn factor(&self) -> MatRef<'_, f32> {
        MatRef::from_column_major_slice(&self.columns, self.size, self.size)
    }

    fn column(&self, number: usize) -> &[f32] {
        &self.columns[number * self.size..(number + 1) * self.size]
    }
}

/// Inverts a lower triangular matrix in its own place:
///
/// ```text
/// ⎡A  ·⎤⁻¹   ⎡   A⁻¹      · ⎤
/// ⎣B  C⎦   = ⎣−C⁻¹·B·A⁻¹  C⁻¹⎦
/// ```
///
/// What is above the diagonal is neither read nor written.
fn invert_in_place(mut matrix: MatMut<'_, f32>) {
    let size = matrix.nrows();
    if size <= SMALL {
        let copy = matrix.rb().to_owned();
        return invert_lower_triangular(matrix, copy.as_ref(), Par::Seq);
    }
    let half = size / 2;
    let (mut a, _, mut b, mut c) = matrix.rb_mut().split_at_mut(half, half);
    solve_lower_triangular_in_place(c.rb(), b.rb_mut(), Par::Seq);
    // X·A = B is Aᵀ·Xᵀ = Bᵀ.
    solve_upper_triangular_in_place(a.rb().transpose(), b.rb_mut().transpose_mut(), Par::Seq);
    for column in 0..b.ncols() {
        for row in 0..b.nrows() {
            b[(row, column)] = -b[(row, column)];
        }
    }
    invert_in_place(a.rb_mut());
    invert_in_place(c.rb_mut());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_of_several_pieces_is_inverted_in_its_place() {
        let size = 3 * SMALL + 5;
        let value = |i: usize, j: usize| match i.cmp(&j) {
            std::cmp::Ordering::Less => f32::NAN,
            std::cmp::Ordering::Equal => 2.0,
            std::cmp::Ordering::Greater => {
                f32::from(u8::try_from((7 * i + 3 * j) % 11).expect("small")) / 100.0 - 0.05
            }
        };
        let mut inverse = Mat::from_fn(size, size, value);
        invert_in_place(inverse.as_mut());
        let lower = |matrix: &dyn Fn(usize, usize) -> f32| {
            Mat::from_fn(size, size, |i, j| if j > i { 0.0 } else { matrix(i, j) })
        };
        let product = lower(&value) * lower(&|i, j| inverse[(i, j)]);
        for i in 0..size {
            for j in 0..size {
                let expected = f32::from(u8::from(i == j));
                assert!((product[(i, j)] - expected).abs() < 1e-4, "{i} {j}");
            }
        }
        assert!(
            inverse[(0, 1)].is_nan(),
            "above the diagonal nothing was touched"
        );
    }

    #[test]
    fn an_inverse_times_its_matrix_is_one() {
        let matrix = [4.0, 1.0, 0.5, 1.0, 3.0, 0.2, 0.5, 0.2, 2.0_f32];
        let factor = InverseFactor::of(matrix.to_vec(), 3, 1.0).expect("positive definite");
        let regularized =
            Mat::from_fn(3, 3, |i, j| matrix[3 * i + j] + f32::from(u8::from(i == j)));
        let one = factor.times(&regularized);
        for i in 0..3 {
            for j in 0..3 {
                assert!((one[(i, j)] - f32::from(u8::from(i == j))).abs() < 1e-5);
            }
            let block = factor.block(&[i]);
            assert!((block[(0, 0)] - factor.diagonal(i)).abs() < 1e-6);
        }
        assert!(InverseFactor::of(vec![-2.0], 1, 1.0).is_none());
    }
}
